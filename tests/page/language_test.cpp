#include "page/language.h"

#include "page_test.h"

namespace entente::page {
namespace {

TEST(Language, OfAText) {
  const std::pair<const char*, const char*> texts[] = {
      {"en",
       "The harbour of the old town was closed on Monday, and nobody expects the ships to leave before the end of the week."},
      {"de",
       "Der Hafen der alten Stadt wurde am Montag geschlossen, und niemand rechnet damit, dass die Schiffe vor dem Ende der "
       "Woche auslaufen."},
      {"fr",
       "Le port de la vieille ville a été fermé lundi, et personne ne pense que les navires partiront avant la fin de la "
       "semaine."},
      {"es", "El puerto de la ciudad vieja se cerró el lunes y nadie cree que los barcos salgan antes de que termine la semana."},
      {"pt",
       "O porto da cidade velha foi fechado na segunda-feira e ninguém acredita que os navios não fiquem até o fim da semana."},
      {"it",
       "Il porto della città vecchia è stato chiuso lunedì e nessuno crede che le navi partano prima della fine della "
       "settimana."},
      {"nl",
       "De haven van de oude stad werd maandag gesloten en niemand denkt dat de schepen voor het einde van de week zullen "
       "vertrekken."},
      {"sv",
       "Hamnen i den gamla staden stängdes på måndagen och ingen tror att fartygen kommer att lämna den före slutet av veckan."},
      {"da",
       "Havnen i den gamle by blev lukket mandag, og ingen tror, at skibene vil sejle før slutningen af ugen, men de har ikke "
       "noget at gøre."},
      {"fi",
       "Vanhan kaupungin satama suljettiin maanantaina, ja kukaan ei usko, että laivat lähtevät ennen viikon loppua, mutta se ei "
       "ole varmaa."},
      {"pl",
       "Port starego miasta został zamknięty w poniedziałek i nikt nie wierzy, że statki wypłyną przed końcem tygodnia, ale to "
       "nie jest pewne."},
      {"cs", "Přístav starého města byl v pondělí uzavřen a nikdo nevěří, že lodě vyplují před koncem týdne, ale není to jisté."},
      {"hu",
       "A régi város kikötőjét hétfőn bezárták, és senki sem hiszi, hogy a hajók a hét vége előtt elindulnak, de ez még nem "
       "biztos."},
      {"ro",
       "Portul orașului vechi a fost închis luni și nimeni nu crede că navele vor pleca înainte de sfârșitul săptămânii, dar nu "
       "este sigur."},
      {"tr",
       "Eski şehrin limanı pazartesi günü kapatıldı ve bu hafta için gemilerin yola çıkacağına inanan çok az kişi var, ama daha "
       "belli değil."},
      {"id",
       "Pelabuhan kota tua itu ditutup pada hari Senin dan tidak ada yang percaya bahwa kapal akan berangkat dari sana dalam "
       "pekan ini."},
      {"vi",
       "Cảng của thành phố cổ đã đóng cửa vào thứ hai và không ai tin rằng các con tàu sẽ rời đi trước khi kết thúc tuần này."},
      {"ru",
       "Порт старого города был закрыт в понедельник, и никто не верит, что суда выйдут в море до конца недели, но это ещё не "
       "точно."},
      {"uk",
       "Порт старого міста закрили в понеділок, і ніхто не вірить, що кораблі вийдуть у море до кінця тижня, але це ще не "
       "точно."},
      {"bg",
       "Пристанището на стария град беше затворено в понеделник и никой не вярва, че корабите ще излязат в морето до края на "
       "седмицата."},
      {"sr",
       "Лука старог града је затворена у понедељак и нико не верује да ће бродови испловити пре краја недеље, али то није "
       "сигурно."},
      {"ar",
       "أغلق ميناء المدينة القديمة يوم الاثنين ولا أحد يعتقد أن السفن ستغادر قبل نهاية الأسبوع، لكن ذلك ليس مؤكدا إلى الآن."},
      {"fa",
       "بندر شهر قدیمی روز دوشنبه بسته شد و هیچ کس باور ندارد که کشتی‌ها "
       "پیش "
       "از "
       "پایان "
       "هفته "
       "از "
       "آن "
       "بیرون "
       "بروند، "
       "اما "
       "این "
       "را "
       "نمی‌گویند."},
      {"ur", "پرانے شہر کی بندرگاہ پیر کو بند کر دی گئی اور کسی کو یقین نہیں ہے کہ جہاز ہفتے کے آخر سے پہلے روانہ ہوں گے۔"},
      {"hi", "पुराने शहर का बंदरगाह सोमवार को बंद कर दिया गया और किसी को यह विश्वास नहीं है कि जहाज सप्ताह के अंत से पहले निकलेंगे।"},
      {"mr", "जुन्या शहराचे बंदर सोमवारी बंद करण्यात आले आहे आणि आठवडा संपण्यापूर्वी जहाजे निघतील असे कोणालाही वाटत नाही."},
      {"bn", "পুরনো শহরের বন্দর সোমবার বন্ধ করে দেওয়া হয়েছে এবং কেউ বিশ্বাস করে না যে জাহাজগুলি ছাড়বে।"},
      {"zh", "老城的港口星期一关闭了，没有人相信船只会在周末之前离开。"},
      {"ja", "旧市街の港は月曜日に閉鎖され、週末までに船が出ると信じる人はいない。"},
      {"ko", "구시가지의 항구는 월요일에 폐쇄되었고 주말 전에 배가 떠날 것이라고 믿는 사람은 없다."},
      {"el", "Το λιμάνι της παλιάς πόλης έκλεισε τη Δευτέρα και κανείς δεν πιστεύει ότι τα πλοία θα φύγουν."},
      {"he", "נמל העיר העתיקה נסגר ביום שני ואיש אינו מאמין שהאוניות ייצאו לפני סוף השבוע."},
      {"th", "ท่าเรือของเมืองเก่าปิดเมื่อวันจันทร์ และไม่มีใครเชื่อว่าเรือจะออกก่อนสิ้นสัปดาห์"},
      {"ka", "ძველი ქალაქის ნავსადგური ორშაბათს დაიკეტა და არავის სჯერა, რომ გემები გავლენ."},
      {"am", "የድሮው ከተማ ወደብ ሰኞ ዕለት ተዘግቷል እናም መርከቦቹ ይወጣሉ ብሎ የሚያምን የለም።"},
      {"ta", "பழைய நகரத்தின் துறைமுகம் திங்கட்கிழமை மூடப்பட்டது, கப்பல்கள் புறப்படும் என யாரும் நம்பவில்லை."},
  };
  for (const auto& [language, text] : texts) EXPECT_EQ(language_of(text), language) << text;
}

TEST(Language, WhatDoesNotSettleIt) {
  for (const char* text : {"", "12 340 56", "Ostbank", "Ostbank Westbank Lantern Quay Dock Pier Mole"})
    EXPECT_EQ(language_of(text), "") << text;
}

TEST(Language, TheDeclaredOneIsBelievedUnlessTheTextSpeaksAgainstIt) {
  const std::string german =
      "Der Hafen der alten Stadt wurde am Montag geschlossen, und niemand rechnet damit, dass die Schiffe vor dem Ende der Woche "
      "auslaufen. ";
  EXPECT_EQ(language_of(german, "de"), "de");
  EXPECT_EQ(language_of(german, "lb"), "lb");  // a language that no table knows
  EXPECT_EQ(language_of(german, "en"), "en");  // too short to contradict
  EXPECT_EQ(language_of(german + german + german + german, "en"), "de");
  EXPECT_EQ(
      language_of("老城的港口星期一关闭了，没有人相信船只会在周末之前离开。老城的港口星期一关闭了，没有人相信船只会离开。", "en"),
      "zh");
  EXPECT_EQ(language_of("Ostbank", "en"), "en");
}

struct Sample {
  const char *language, *headline, *byline, *author, *date, *first, *second, *related;
};

// A page in another script is taken apart as any other.
TEST(Language, PagesOfOtherScripts) {
  const Sample samples[] = {
      {"ar", "فشل محادثات الميناء من جديد", "بقلم: سلمى الكاتب", "سلمى الكاتب", "3 مايو 2019",
       "أغلق ميناء المدينة القديمة يوم الاثنين بعد أن فشلت محادثات النقابات مع أصحاب السفن مرة أخرى، ولا أحد يعرف متى تستأنف.",
       "لا يتوقع أحد أن تغادر السفن قبل نهاية الأسبوع، وقد بدأ الخبازون يشكون من نقص الدقيق في كل أحياء المدينة.",
       "الخبازون يفوزون بجائزة الخبز الأسود هذا العام"},
      {"ru", "Переговоры в порту снова провалились", "Автор: Анна Писарева", "Анна Писарева", "3 мая 2019",
       "Порт старого города был закрыт в понедельник после того, как переговоры профсоюзов и владельцев судов снова провалились.",
       "Никто не ждёт, что суда выйдут в море до конца недели, и у пекарей в городе уже заканчивается мука.",
       "Пекари города получили премию за чёрный хлеб"},
      {"zh", "港口谈判再次失败", "作者：李文", "李文", "2019年5月3日",
       "老城的港口星期一关闭了，工会和船主之间的谈判再次失败，没有人知道什么时候会重新开始，双方都不愿意让步。",
       "没有人相信船只会在周末之前离开，城里的面包师已经开始缺少面粉，许多商店今天没有开门。",
       "面包师们因为黑面包获得了今年的大奖"},
      {"hi", "बंदरगाह की वार्ता फिर विफल", "लेखक: अनीता लेखक", "अनीता लेखक", "3 मई 2019",
       "पुराने शहर का बंदरगाह सोमवार को बंद कर दिया गया क्योंकि यूनियनों और मालिकों के बीच की वार्ता एक बार फिर विफल हो गई।",
       "किसी को यह उम्मीद नहीं है कि जहाज सप्ताह के अंत से पहले निकलेंगे और शहर के नानबाइयों के पास आटा खत्म हो रहा है।",
       "नानबाइयों ने काली रोटी के लिए इस साल का पुरस्कार जीता"},
  };
  for (const Sample& sample : samples) {
    const std::string s = sample.headline;
    const Page page =
        page_of("<html><head><meta charset=\"utf-8\"><title>" + s + " | Lantern</title></head><body><article><h1>" + s +
                "</h1><p>" + sample.byline + "</p><p>" + sample.date + "</p><p>" + sample.first + "</p><p>" + sample.second +
                "</p></article><div class=\"related\"><a href=\"/x\">" + sample.related + "</a></div></body></html>");
    EXPECT_EQ(page.language, sample.language);
    EXPECT_EQ(page.headline, sample.headline);
    EXPECT_EQ(page.authors, std::vector<std::string>{sample.author}) << sample.language;
    ASSERT_TRUE(page.article_date) << sample.language;
    EXPECT_EQ(page.article_date->date, "2019-05-03") << sample.language;
    EXPECT_EQ(body_of(page), std::string(sample.first) + "\n\n" + sample.second);
    EXPECT_EQ(page.kind, "article") << sample.language;
    EXPECT_EQ(page.related.size() + page.headlines.size(), 1U) << sample.language;
  }
}

}  // namespace
}  // namespace entente::page
