/// Names of people and organisations, written for this project.
///
/// Each line is one language: given names, then family names behind the bar.
enum PeopleWords {
  /// Written in Latin letters.
  static let latin = """
    James Mary Robert Patricia Michael Linda Susan Thomas Sarah Daniel Karen Matthew Nancy Emily|\
    Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Moore White Harris Clark
    Hans Ursula Jürgen Sabine Klaus Heike Wolfgang Annette Dieter Birgit Jan Ulrike Matthias Lena|\
    Müller Schmidt Schneider Fischer Weber Becker Hoffmann Schäfer Koch Richter Neumann Krüger
    Jean Marie Pierre Isabelle François Sylvie Luc Hélène Olivier Chloé Benoît Aurélie Antoine|\
    Martin Bernard Dubois Durand Lefèvre Moreau Girard Rousseau Fontaine Chevalier Lambert
    José María Carlos Lucía Javier Carmen Miguel Ana Pablo Elena Raúl Pilar Andrés Sofía|\
    García Fernández González López Martínez Pérez Sánchez Ramírez Navarro Domínguez Iglesias
    Giuseppe Giulia Marco Francesca Luca Chiara Alessandro Paola Matteo Silvia Davide Elisa|\
    Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Conti De_Luca
    João Inês Tiago Beatriz Rui Catarina Nuno Mariana Pedro Leonor Vasco Filipa|\
    Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Carvalho Gomes Teixeira
    Piotr Agnieszka Krzysztof Małgorzata Tomasz Katarzyna Paweł Ewa Marek Joanna Łukasz|\
    Nowak Kowalski Wiśniewski Wójcik Kamiński Lewandowski Zieliński Szymański Dąbrowski
    Jiří Tereza Petr Lucie Ondřej Markéta Tomáš Zuzana Václav Hana|\
    Novák Svoboda Dvořák Černý Procházka Kučera Veselý Horák Němec
    Lars Ingrid Sven Astrid Erik Karin Nils Sigrid Bjørn Freja Mikkel Signe|\
    Andersson Johansson Hansen Nielsen Larsen Olsen Lindqvist Bergström Sørensen Kristensen
    Pieter Anneke Willem Marijke Joost Femke Bram Sanne Daan Lotte|\
    de_Vries Jansen van_den_Berg Bakker Visser Smit Meijer de_Boer Mulder Dijkstra
    Mehmet Ayşe Mustafa Fatma Emre Zeynep Ahmet Elif Burak Selin|\
    Yılmaz Kaya Demir Çelik Şahin Yıldız Öztürk Aydın Arslan Doğan
    Ivan Olga Dmitri Natalia Sergei Tatiana Alexei Irina Nikolai Svetlana|\
    Ivanov Petrova Sidorov Kuznetsova Smirnov Volkov Morozova Lebedev Sokolova
    Giorgos Eleni Nikos Katerina Dimitris Sofia Kostas Vasiliki|\
    Papadopoulos Georgiou Nikolaidis Pappas Vlachos Karagiannis
    Ahmed Fatima Omar Aisha Youssef Layla Hassan Noor Karim Salma|\
    Hassan al-Masri Haddad Khalil Mansour Nasser Farouk Aziz Rahman
    Arjun Priya Rahul Ananya Vikram Lakshmi Sanjay Meera Rohan Deepa|\
    Sharma Patel Singh Gupta Iyer Reddy Nair Banerjee Chatterjee Kulkarni
    Wei Xiaoming Li Jing Hao Mei Jun Yan Qiang Ling|\
    Wang Zhang Chen Liu Yang Huang Zhao Wu Zhou Xu
    Hiroshi Yuki Takashi Sakura Kenji Haruka Satoshi Aiko Daisuke Naoko|\
    Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato
    Min-jun Seo-yeon Ji-hoon Ha-eun Sung-min Yu-na|\
    Kim Lee Park Choi Jung Kang Cho Yoon
    Minh Lan Tuấn Hương Đức Thảo Quang Linh|\
    Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi
    Kwame Amina Chinedu Ngozi Tunde Zanele Thabo Wanjiru Juma Adaeze|\
    Okafor Mensah Adeyemi Dlamini Nkosi Kamau Otieno Diallo Traoré
    Ferenc Katalin Zoltán Ildikó Gábor Eszter László Judit|\
    Nagy Kovács Tóth Szabó Horváth Varga Kiss Molnár
    """

  /// Written in other scripts.
  static let foreign = """
    Иван Ольга Дмитрий Наталья Сергей Татьяна Алексей Ирина|\
    Иванов Петрова Сидоров Кузнецова Смирнов Волкова Морозов
    Олександр Оксана Андрій Юлія Тарас Ганна|Шевченко Коваленко Бондаренко Ткаченко Мельник
    Γιώργος Ελένη Νίκος Κατερίνα Δημήτρης|Παπαδόπουλος Γεωργίου Νικολαΐδης Παππάς
    محمد فاطمة أحمد عائشة عمر ليلى|حسن المصري حداد خليل منصور
    דוד שרה יוסף רחל משה|כהן לוי מזרחי פרץ ביטון
    अर्जुन प्रिया राहुल अनन्या संजय|शर्मा पटेल सिंह गुप्ता वर्मा
    """

  /// Family name first, without a blank between.
  static let joined = """
    王 李 张 刘 陈 杨 赵 黄|伟 芳 秀英 敏 静 丽 强 磊 小明
    佐藤 鈴木 高橋 田中 渡辺 伊藤|太郎 花子 健 さくら 翔太 美咲
    김 이 박 최 정|민준 서연 지훈 하은 성민 유나
    """

  /// What organisations are called: a first part and a last one.
  static let organisations = """
    Northwind Acme Baltic Riverside Meridian Harbour Alpine Sonnenschein Bluefield Lakeview \
    Kestrel \
    Vertex Orion Nordlicht Solaris Cascade Granite Larkspur Summit Delta Pinnacle Aurora \
    Tidewater \
    Horizonte Lumière Montblanc Adler Waldmann Brückner Vista Castello Sakura Ganges Savanna \
    Polar|\
    Ltd|GmbH|Inc.|LLC|S.A.|AG|Photography|Studios|Consulting|Engineering Ltd|Media Group|Hospital|\
    University|Universität|County Council|Records|Publishing|& Sons|Partners|Bank|Verlag|\
    Institute|\
    Foundation|Clinic|Insurance plc|Systems|Logistics SARL|s.r.o.|Oy|AB|Films|Press Agency
    """
}
