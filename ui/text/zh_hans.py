"""The words in Simplified Chinese."""

from ui.text.source_zh_hans import SOURCE_ZH_HANS
from ui.text.words import Words

ZH_HANS = Words(
    lang="zh-CN",
    source=SOURCE_ZH_HANS,
    name="罗湖政务问答",
    tagline="用公开文件的原话回答，每句话都可以核对出处",
    coverage="依据 {n_documents} 份公开文件，内容涵盖 {years} 年",
    separator=" · ",
    welcome_heading="想了解罗湖的什么事？",
    welcome_text="可以问政府工作的计划和完成情况，例如产业、教育、医疗、交通、城市建设。",
    examples_heading="可以这样问",
    conversation_label="对话",
    question_label="您的问题",
    placeholder="请输入您的问题",
    send="提问",
    clear="清空对话",
    asked="您问",
    answered="回答",
    compared="各时期对照",
    waiting="正在查阅文件……",
    generated="这段文字由语言模型根据所注原文整理，请以原文为准。",
    retry="再问一次",
    forgotten="较早的对话已不再显示。",
    cited_heading="出处",
    citation="出处 {number}：《{title}》",
    front_matter="正文开头",
    refused="未能回答",
    nearest_heading="内容最接近的原文（不一定能回答您的问题）",
    empty_question="请先输入问题，再点“提问”。",
    long_question="问题有 {found} 个字，超过了 {limit} 个字的上限。请精简后再提问，您输入的文字还在。",
    failed="抱歉，系统出错，没能回答这个问题。请稍后再问一次；如需反映，请告知编号 {incident}。",
    footer_made="答案由系统自动摘取文件原话组成，仅供参考，以文件原文为准。",
    footer_turn="其他事项请拨打 12345 政务服务便民热线，或向罗湖区人民政府依申请公开政府信息。",
)
