"""What is said to what asks nothing of the documents, by language and act or kind; {area} is whose they are.

`{documents}` says how many are held, of which years; `{newest}` names the latest; the others are those of contacts.tsv.
"""

from collections.abc import Mapping

from rag.records import Language

_HANS: Mapping[str, str] = {
    "greeting": "您好！我根据{area}的公开文件回答问题，并注明出处。",
    "thanks": "不客气，很高兴能帮到您。",
    "farewell": "再见，欢迎随时再来提问。",
    "assent": "好的。",
    "request": "请说。",
    "about": "我是问答助手，根据{area}的公开文件回答问题，每句都注明出处。我不是真人；需要人工服务，请拨打{short}。",
    "about.who": "我是{area}公开文件的问答助手，是程序，不是真人。我只摘录文件原文来回答，并注明出处。",
    "about.ask": "您可以问{area}公开文件里的内容：数据、目标与完成情况、重点项目、责任单位、名词解释等。{documents}",
    "about.source": "回答都摘自{area}的公开文件，附有原文出处，可逐句核对；文件没有写的，我不会编造。{documents}",
    "about.fresh": "{documents}{newest}此后的情况我不知道，请以政府网站最新发布为准。",
    "about.kept": "提问是否留存、留存多久，写在页面下方；留存的只供工作人员核对回答，能识别的电话、证件号等会先遮盖。"
    "请不要填写个人信息。",
    "about.vague": "您想了解{area}的哪一方面？请写明事项，例如教育、医疗、住房、交通，最好带上年份。",
    "about.person": "我是程序，不是真人，也不能转接人工。需要人工服务，请拨打{hotline}，24小时有人接听。",
    "complaint": "很抱歉给您带来不便。我只能查阅公开文件，不能受理投诉；请拨打{hotline}，说明时间、"
    "地点和情况，由工作人员登记并转交有关部门处理。",
    "complaint.answer": "很抱歉，没有帮到您。请换一种说法，写明事项和年份再问一次；也可以拨打{hotline}，"
    "由工作人员解答。",
    "opinion": "我是程序，没有个人看法，也不作评价。我可以告诉您{area}的公开文件写了哪些目标、做法和结果。",
    "opinion.voiced": "谢谢您的意见。我是程序，不能代为转达；想向政府反映，请拨打{hotline}。",
    "personal": "这属于个人事务，公开文件里没有，我无法查询或判断。请拨打{hotline}咨询。",
    "personal.life": "谢谢您愿意说出来，您的安全最重要。如有危险，请立即拨打{urgent}；心里难受时，"
    "可以拨打{low}，会有人听您说。",
    "personal.record": "我查不到个人的办理进度、账户或记录。请勿在这里填写身份证号、电话等个人信息；"
    "可向受理部门查询，或拨打{hotline}。",
    "personal.person": "个人的联系方式、住址等属于隐私，恕不能提供。需要联系有关部门，请拨打{hotline}。",
    "personal.matter": "这属于个人事务，我无法代为判断。法律问题可拨打{law}，其他事项可拨打{hotline}。",
    "personal.sensitive": "这个问题不在我能回答的范围之内。我只根据{area}的公开文件，回答其中写明的内容。",
    "order.task": "这件事我做不了：我不写作、不翻译、不计算，也不代办事情，只根据{area}的公开文件回答问题。",
    "personal.health": "身体的事我无法判断，请听医生的意见；情况紧急请立即拨打{urgent}。"
    "心里难受时可以拨打{low}，医疗救助等事项可拨打{hotline}。",
    "personal.hardship": "听到您的难处，我很抱歉。个人的困难我无法代为处理；就业、生活救助可拨打{hotline}，"
    "由工作人员转给有关部门。心里难受时可以拨打{low}，会有人听您说。",
    "idle": "谢谢您来聊天。我是程序，只会根据{area}的公开文件回答问题。",
}
_HANT: Mapping[str, str] = {
    "greeting": "您好！我根據{area}的公開文件回答問題，並註明出處。",
    "thanks": "不客氣，很高興能幫到您。",
    "farewell": "再見，歡迎隨時再來提問。",
    "assent": "好的。",
    "request": "請說。",
    "about": "我是問答助手，根據{area}的公開文件回答問題，每句都註明出處。我不是真人；需要真人服務，請致電{short}。",
    "about.who": "我是{area}公開文件的問答助手，是程式，不是真人。我只摘錄文件原文來回答，並註明出處。",
    "about.ask": "您可以問{area}公開文件裏的內容：數據、目標與完成情況、重點項目、責任單位、名詞解釋等。{documents}",
    "about.source": "回答都摘自{area}的公開文件，附有原文出處，可逐句核對；文件沒有寫的，我不會編造。{documents}",
    "about.fresh": "{documents}{newest}此後的情況我不知道，請以政府網站最新發布為準。",
    "about.kept": "提問是否留存、留存多久，寫在頁面下方；留存的只供工作人員核對回答，能識別的電話、證件號等會先遮蓋。"
    "請不要填寫個人資料。",
    "about.vague": "您想了解{area}的哪一方面？請寫明事項，例如教育、醫療、住房、交通，最好帶上年份。",
    "about.person": "我是程式，不是真人，也不能轉接人工。需要真人服務，請致電{hotline}，24小時有人接聽。",
    "complaint": "很抱歉給您帶來不便。我只能查閱公開文件，不能受理投訴；請致電{hotline}，說明時間、"
    "地點和情況，由工作人員登記並轉交有關部門處理。",
    "complaint.answer": "很抱歉，沒有幫到您。請換一種說法，寫明事項和年份再問一次；也可以致電{hotline}，"
    "由工作人員解答。",
    "opinion": "我是程式，沒有個人看法，也不作評價。我可以告訴您{area}的公開文件寫了哪些目標、做法和結果。",
    "opinion.voiced": "謝謝您的意見。我是程式，不能代為轉達；想向政府反映，請致電{hotline}。",
    "personal": "這屬於個人事務，公開文件裏沒有，我無法查詢或判斷。請致電{hotline}諮詢。",
    "personal.life": "謝謝您願意說出來，您的安全最重要。如有危險，請立即致電{urgent}；心裏難受時，"
    "可以致電{low}，會有人聽您說。",
    "personal.record": "我查不到個人的辦理進度、帳戶或紀錄。請勿在這裏填寫身份證號、電話等個人資料；"
    "可向受理部門查詢，或致電{hotline}。",
    "personal.person": "個人的聯絡方式、住址等屬於私隱，恕不能提供。需要聯絡有關部門，請致電{hotline}。",
    "personal.matter": "這屬於個人事務，我無法代為判斷。法律問題可致電{law}，其他事項可致電{hotline}。",
    "personal.sensitive": "這條問題不在我能回答的範圍之內。我只根據{area}的公開文件，回答其中寫明的內容。",
    "order.task": "這件事我做不了：我不寫作、不翻譯、不計算，也不代辦事情，只根據{area}的公開文件回答問題。",
    "personal.health": "身體的事我無法判斷，請聽醫生的意見；情況緊急請立即致電{urgent}。"
    "心裏難受時可以致電{low}，醫療援助等事項可致電{hotline}。",
    "personal.hardship": "聽到您的難處，我很抱歉。個人的困難我無法代為處理；就業、生活援助可致電{hotline}，"
    "由職員轉給有關部門。心裏難受時可以致電{low}，會有人聽您說。",
    "idle": "謝謝您來聊天。我是程式，只會根據{area}的公開文件回答問題。",
}
_YUE: Mapping[str, str] = {
    "greeting": "你好！我會根據{area}嘅公開文件答你，並且註明出處。",
    "thanks": "唔使客氣，好高興幫到你。",
    "farewell": "拜拜，歡迎隨時再嚟問。",
    "assent": "好嘅。",
    "request": "請講。",
    "about": "我係問答助手，根據{area}嘅公開文件答問題，每句都註明出處。我唔係真人；想搵真人，請打{short}。",
    "about.who": "我係{area}公開文件嘅問答助手，係程式，唔係真人。我淨係摘錄文件原文嚟答，並且註明出處。",
    "about.ask": "你可以問{area}公開文件入面嘅嘢：數據、目標同完成情況、重點項目、責任單位、名詞解釋等。{documents}",
    "about.source": "答案都係摘自{area}嘅公開文件，有原文出處，可以逐句核對；文件冇寫嘅，我唔會作出嚟。{documents}",
    "about.fresh": "{documents}{newest}此後嘅情況我唔知道，請以政府網站最新發布為準。",
    "about.kept": "問過嘅嘢留唔留、留幾耐，頁面下面有寫；留低嘅淨係俾職員核對答案，認得出嘅電話、證件號碼會遮咗先。"
    "請唔好填個人資料。",
    "about.vague": "你想知{area}邊方面嘅嘢呀？請講明係咩事，例如讀書、睇醫生、住屋、交通，最好講埋邊一年。",
    "about.person": "我係程式，唔係真人，亦唔可以轉駁人工。想搵真人，請打{hotline}，24小時有人聽。",
    "complaint": "好抱歉令你咁唔方便。我淨係識查公開文件，唔可以受理投訴；請打{hotline}，講明時間、"
    "地點同情況，由職員登記，再轉交有關部門處理。",
    "complaint.answer": "好抱歉，幫唔到你。請換個講法，寫明係咩事同邊一年，再問一次；亦可以打{hotline}，由職員解答。",
    "opinion": "我係程式，冇個人睇法，亦唔作評價。我可以話你知{area}嘅公開文件寫咗咩目標、做法同結果。",
    "opinion.voiced": "多謝你嘅意見。我係程式，唔可以代為轉達；想向政府反映，請打{hotline}。",
    "personal": "呢啲係個人嘅事，公開文件入面冇，我查唔到亦判斷唔到。請打{hotline}查詢。",
    "personal.life": "多謝你肯講出嚟，你嘅安全最緊要。有危險請即刻打{urgent}；心入面唔舒服，"
    "可以打{low}，會有人聽你講。",
    "personal.record": "我查唔到個人嘅辦理進度、戶口或者紀錄。請唔好喺度填身份證號碼、電話呢啲個人資料；"
    "可以向受理部門查詢，或者打{hotline}。",
    "personal.person": "個人嘅聯絡方法、住址係私隱，唔可以提供。要聯絡有關部門，請打{hotline}。",
    "personal.matter": "呢啲係個人嘅事，我判斷唔到。法律問題可以打{law}，其他事可以打{hotline}。",
    "personal.sensitive": "呢條問題我答唔到。我淨係根據{area}嘅公開文件，答入面寫明嘅嘢。",
    "order.task": "呢樣嘢我做唔到：我唔識寫作、翻譯、計數，亦唔可以代辦，淨係根據{area}嘅公開文件答問題。",
    "personal.health": "身體嘅事我判斷唔到，請聽醫生講；有緊急情況請即刻打{urgent}。"
    "心入面唔舒服可以打{low}，醫療援助呢啲事可以打{hotline}。",
    "personal.hardship": "聽到你咁辛苦，我好難過。個人嘅困難我處理唔到；搵工、生活援助可以打{hotline}，"
    "由職員轉畀有關部門。心入面唔舒服可以打{low}，會有人聽你講。",
    "idle": "多謝你嚟傾偈。我係程式，淨係識根據{area}嘅公開文件答問題。",
}
_EN: Mapping[str, str] = {
    "greeting": "Hello! I answer questions from the public {area}documents and show where each answer stands.",
    "thanks": "You are welcome; I am glad it helped.",
    "farewell": "Goodbye, and come back with any question.",
    "assent": "Very well.",
    "request": "Please go ahead.",
    "about": "I am an assistant that answers from the public {area}documents and cites every sentence. I am not a "
    "person; for one, please call {short}.",
    "about.who": "I am the question-answering assistant for the public {area}documents: a program, not a person. I "
    "quote what they say and show where it stands.",
    "about.ask": "You can ask what the public {area}documents say: figures, targets and results, projects, which "
    "department is responsible, what a term means. {documents}",
    "about.source": "Every answer is quoted from the public {area}documents, with its place, so you can check each "
    "sentence; what they do not say I do not make up. {documents}",
    "about.fresh": "{documents} {newest} I know of nothing later; please look for that on the government's website.",
    "about.kept": "Whether questions are kept, and for how long, is told at the foot of the page. What is kept is only "
    "for staff to check the answers, with phone and ID numbers masked. Please enter no personal data.",
    "about.vague": "What about {area}would you like to know? Please name a matter, such as schools, health, housing or "
    "transport, and a year if you can.",
    "about.person": "I am a program, not a person, and cannot connect you to one. For a person please call the "
    "{hotline}, day or night.",
    "complaint": "I am sorry for the trouble. I can only look into public documents and cannot take a complaint; "
    "please call the {hotline} and say when, where and what, so that it is recorded and passed on.",
    "complaint.answer": "I am sorry that I did not help. Please ask again in other words, with the matter and the "
    "year, or call the {hotline} to speak to someone.",
    "opinion": "I am a program and have no views of my own. I can tell you which targets, measures and results the "
    "public {area}documents state.",
    "opinion.voiced": "Thank you for your view. I am a program and cannot pass it on; to tell the government, please "
    "call the {hotline}.",
    "personal": "This is a private matter that no public document holds, so I cannot look it up or judge it. Please "
    "call the {hotline}.",
    "personal.life": "Thank you for telling me; your safety comes first. In danger, call {urgent} now; if you feel "
    "low, the {low} will listen.",
    "personal.record": "I cannot see anyone's application, account or record. Please do not enter ID numbers or "
    "other personal data here; ask the office that handles your case, or call the {hotline}.",
    "personal.person": "I do not give out private contact details or addresses. To reach a department please call "
    "the {hotline}.",
    "personal.matter": "This is a private matter that I cannot judge. For legal questions call the {law}, "
    "for anything else the {hotline}.",
    "personal.sensitive": "This is not something I can answer. I only say what the public {area}documents state.",
    "order.task": "I cannot do that: I do not write, translate, reckon or book anything. I only answer from the public "
    "{area}documents.",
    "personal.health": "I cannot judge a matter of health; please ask a doctor, and call {urgent} in an emergency. If "
    "you feel low, the {low} will listen; about medical aid, call the {hotline}.",
    "personal.hardship": "I am sorry that things are so hard. I cannot settle a private matter; about work and relief "
    "please call the {hotline}. If you feel low, the {low} will listen.",
    "idle": "Thank you for the chat. I am a program and can only answer from the public {area}documents.",
}
REPLIES: Mapping[Language, Mapping[str, str]] = {
    Language.SIMPLIFIED: _HANS,
    Language.TRADITIONAL: _HANT,
    Language.CANTONESE: _YUE,
    Language.ENGLISH: _EN,
}
CAN_BE_ASKED: Mapping[Language, str] = {
    Language.SIMPLIFIED: "您可以这样问：",
    Language.TRADITIONAL: "您可以這樣問：",
    Language.CANTONESE: "你可以咁問：",
    Language.ENGLISH: "You can ask, for example:",
}
DOCUMENTS: Mapping[Language, str] = {
    Language.SIMPLIFIED: "现有{number}份文件，涵盖{years}年。",
    Language.TRADITIONAL: "現有{number}份文件，涵蓋{years}年。",
    Language.CANTONESE: "而家有{number}份文件，涵蓋{years}年。",
    Language.ENGLISH: "There are {number} of them, covering {years}.",
}
NEWEST: Mapping[Language, str] = {
    Language.SIMPLIFIED: "最新一份是{source}；",
    Language.TRADITIONAL: "最新一份是{source}；",
    Language.CANTONESE: "最新一份係{source}；",
    Language.ENGLISH: "The latest is {source}.",
}
