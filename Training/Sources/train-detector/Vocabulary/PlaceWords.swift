/// Places, streets, and names of accounts, written for this project.
enum PlaceWords {
  /// Towns and regions.
  static let towns = """
    Berlin|London|Paris|Madrid|Roma|Lisboa|Warszawa|Praha|Wien|Zürich|Oslo|Stockholm|København|\
    Helsinki|Dublin|Amsterdam|Bruxelles|Athens|Istanbul|Moscow|Kyiv|Cairo|Nairobi|Lagos|Accra|\
    Johannesburg|Delhi|Mumbai|Bangalore|Beijing|Shanghai|Tokyo|Osaka|Seoul|Hanoi|Bangkok|Jakarta|\
    Sydney|Melbourne|Auckland|Toronto|Vancouver|Montréal|New York|Chicago|San Francisco|Seattle|\
    Los Angeles|Boston|Austin|Denver|Mexico City|Bogotá|Lima|Santiago|Buenos Aires|São Paulo|\
    Rio de Janeiro|München|Köln|Hamburg|Leipzig|Marseille|Lyon|Bordeaux|Sevilla|Valencia|Napoli|\
    Torino|Kraków|Gdańsk|Brno|Graz|Genève|Bergen|Göteborg|Aarhus|Tampere|Cork|Rotterdam|Gent|\
    Москва|Санкт-Петербург|Київ|Αθήνα|القاهرة|דימונה|दिल्ली|北京|上海|東京|大阪|서울|부산|Hà Nội
    """
  /// Countries and states.
  static let countries = """
    Germany|Deutschland|France|España|Italia|Portugal|Polska|Czech Republic|Austria|Switzerland|\
    Norway|Sweden|Denmark|Finland|Ireland|Netherlands|Belgium|Greece|Türkiye|Russia|Ukraine|Egypt|\
    Kenya|Nigeria|Ghana|South Africa|India|China|日本|Japan|Korea|Vietnam|Thailand|Indonesia|\
    Australia|New Zealand|Canada|United States|USA|UK|England|Scotland|California|Texas|Oregon|\
    Bavaria|Bayern|Bretagne|Catalunya|Ontario|Québec|México|Colombia|Perú|Chile|Argentina|Brasil
    """
  /// What stands before a place's name.
  static let landmarks = """
    Mount|Lake|River|Castle|Old Town|Market Square|Central Park|Cathedral of|Harbour of|Museum of|\
    Airport|Train Station|Bridge over|University of|Beach near|Hotel|Café|Restaurant|Plaza|\
    Schloss|\
    Bahnhof|Place de|Parque|Stadium|Temple of|Hospital
    """
  /// Streets.
  static let streets = """
    Main Street|High Street|Oak Avenue|Maple Drive|Church Road|Station Road|Park Lane|Mill Lane|\
    Elm Street|Victoria Road|Hauptstraße|Bahnhofstraße|Gartenweg|Lindenallee|Goethestr.|Rue de la \
    Paix|Rue Victor Hugo|Avenue Foch|Calle Mayor|Calle del Sol|Via Roma|Via Garibaldi|Rua Augusta|\
    ul. Długa|ul. Polna|Kungsgatan|Storgata|Dorpsstraat|Nevsky Prospekt|Sunset Blvd|Broadway
    """
  /// What accounts are called that are not names of people.
  static let accounts = """
    photofan|skywalker|nightowl|bluebird|coder|gamer|tiger|dragon|moonlight|sunny|shadow|ninja|\
    admin|root|user|owner|guest|student|office|laptop|desktop|default|build|jenkins|ubuntu|pi|\
    music4life|catlover|happyfeet|rockstar|wanderer|lensman|redfox|wolf|panda|scout
    """
  /// Folders and files below a home.
  static let folders = """
    Documents|Pictures|Desktop|Downloads|Music|Videos|Work|Private|Projects|Photos|Dropbox|\
    OneDrive|\
    Dokumente|Bilder|Eigene Dateien|Mes documents|Mis documentos|src|tmp|Backup|Invoices|Thesis|\
    Holiday 2019|Reports|Clients|Family|My Pictures|Local Settings|AppData
    """
  /// Names of files without an ending.
  static let files = """
    report|IMG_2041|holiday|letter|thesis_final|invoice-0231|scan0004|budget|draft v2|cv|portrait|\
    Untitled-1|song|mix|cover|presentation|notes|map|drawing|logo|contract|DSC_0173|photo|image1
    """
  /// Domains of addresses.
  static let domains = """
    example.com|example.org|mail.example|gmail.com|web.de|gmx.net|yahoo.fr|outlook.com|orange.fr|\
    university.edu|company.co.uk|firma.de|posteo.de|proton.me|hotmail.es|libero.it|mail.ru|qq.com|\
    naver.com|icloud.com|studio.photo|hospital.org
    """
}
