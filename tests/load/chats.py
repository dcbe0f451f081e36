"""What the people of the load test ask: conversations whose later questions are only understood with the first."""

CHATS: tuple[tuple[str, ...], ...] = (
    ("2022年新增了多少学位？", "那2024年呢？", "什么是“双减”？"),
    ("2025年罗湖区计划新增多少家离境退税商店？", "由哪个部门负责？", "近几年有什么变化？"),
    ("2024年罗湖区地区生产总值是多少？", "那2022年呢？", "2025年的目标是多少？"),
    ("2023年计划筹集多少套公共住房？", "实际完成了多少？", "那2025年计划供应多少？"),
    ("罗湖区2024年新增了多少家持牌金融机构？", "2025年还要新增多少？"),
    ("2022年更新了多少台电梯？", "2023年的计划是多少？", "老旧小区改造了多少个？"),
    ("什么是“六个一”？", "那“优才卡”呢？"),
    ("口岸24小时通关由谁负责？", "完成时限是什么时候？"),
    ("2024年社会消费品零售总额增长了多少？", "2022年呢？", "外贸进出口呢？"),
    ("罗湖区有多少所学校？", "2024年新建了几所？"),
    ("羅湖區2024年嘅GDP係幾多？", "咁2022年呢？", "2025年嘅目標係幾多？"),
    ("2025年計劃新增多少個公辦學位？", "2022年新增了多少？"),
    ("羅湖區點樣幫老人家？", "2025年計劃係點？"),
    ("深圳灣大橋幾時起好？", "咁羅湖口岸呢？"),
    ("How many tax refund shops are planned for 2025?", "Who is in charge of that?"),
    ("What was the district's GDP in 2024?", "And in 2022?", "What is the target for 2025?"),
    ("How many school places were added in 2022?", "And in 2024?"),
    ("How many lifts were replaced in 2022?", "What was planned for 2023?"),
    ("What is the weather tomorrow?", "How many charging stations were built?"),
    ("luohu 2022 nian xinzeng xuewei duoshao", "na 2024 nian ne"),
)
