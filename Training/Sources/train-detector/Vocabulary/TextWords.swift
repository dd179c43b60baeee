/// Templates and words of free text.
enum TextWords {
  /// Templates: N is a noun, A an adjective, T a town, P a given name, D a number.
  static let templates = """
    A N in T|A N near the N|Our N with P and P|The N of the A N|please check the N before D|\
    P at the N|My A N|Photo of a A N and a N|Notes on the N|N and N|How to draw a N|Draft: A N|\
    A letter to P about the N|this is a A N|Chapter D: The A N|Meeting about the N with P|\
    View of T from the N|Remember to send the N to P|A day at the N|Song of the A N|\
    Hello P, see the N attached.|TODO ask P about N|The N was A, so we went to T|\
    Das A N in T|Ein N für P|Notizen zum N|Bitte N prüfen|Le N de P|Une N près de T|Un N en T|\
    La N de T|El N y la N|Il N di P|O N da P|Заметки о N|写真 N|N の N|Live at T|Best of N|N (remix)|\
    Don't forget the A N!|Is the N still A?|Comment: N is A|confidential N, do not share|family N|\
    birthday of P|holiday with P|wedding P & P|A comment|Here is the N. The A N is in the N.
    """
  /// Templates kept for the test.
  static let otherTemplates = """
    P and the A N|Why the N is A|a N by the N, T|Record of the A N (D)|for P, with the N|\
    review the A N again|Deleted: the N of P|Ein A N mit P|Le A N|N, N and more N|Untitled N|\
    see you at the N, P|Summary of the N|ask about A N
    """
  /// Nouns.
  static let nouns = """
    house|garden|river|mountain|dog|cat|family|wedding|beach|sunset|bridge|church|train|boat|\
    forest|street|\
    report|budget|contract|meeting|project|patient|invoice|lesson|song|dream|night|morning|\
    winter|summer|\
    love|heart|fire|rain|story|journey|birthday|party|concert|festival|kitchen|school|office|\
    window|\
    flower|tree|horse|bird|city|village|harbour|castle|market|museum|picture|letter|book|poem|\
    dance|\
    apple|banana|market day|teacher|student|doctor|nurse|farmer|soldier|engine|bicycle|car|bus|\
    airplane|\
    ship|island|desert|snow|cloud|storm|moon|star|sun|sky|sea|lake|valley|field|grass|leaf|stone|\
    wall|\
    roof|door|chair|table|bed|lamp|clock|mirror|bottle|glass|cup|plate|knife|bread|cheese|wine|\
    coffee|\
    tea|sugar|salt|meat|fish|soup|cake|fruit|cow|sheep|pig|goat|chicken|duck|lion|elephant|\
    butterfly|\
    spider|snake|baby|child|girl|boy|woman|man|people|crowd|couple|friends|neighbours|team|\
    player|ball|\
    game|match|race|winner|art|painting|statue|architecture|tower|palace|temple|square|corner|road|\
    traffic|station|airport|hotel|restaurant|shop|bank|hospital|library|university|laboratory|\
    science|\
    history|music|guitar|piano|violin|drum|band|singer|theatre|film|camera|photograph|portrait|\
    nature|\
    landscape|travel|holiday|vacation|adventure|politics|government|election|police|law|court|\
    war|peace|\
    money|price|tax|trade|industry|energy|climate|weather|health|medicine|disease|food|fashion|\
    shoes|\
    dress|hat|ring|gift|toy|colour|shadow|light|fire station|smoke|water|ice|earth|world|planet|\
    space|\
    rocket|robot|computer|network|software test|data|code|map|list|page|chapter|title|sample|\
    example|\
    test|demo|version two|layer|background|foreground|text|label|shape|group|figure|diagram|\
    chart|graph|\
    Haus|Garten|Bericht|Vertrag|Hochzeit|maison|fête|lettre|casa|playa|carta|fiesta|дом|письмо|空|\
    山|花
    """
  /// Adjectives.
  static let adjectives = """
    old|new|red|beautiful|quiet|long|little|big|lost|happy|dark|bright|broken|secret|golden|\
    silent|wild|\
    small|young|tall|short|fast|slow|heavy|light|rich|poor|clean|dirty|early|late|funny|sad|\
    angry|proud|\
    brave|kind|local|national|public|private|modern|ancient|wooden|simple|digital|free|real|\
    gentle|cold|warm|final|annual|first|last|hidden|famous|empty|strange|green|blue|alte|neue|\
    petite|\
    grande|belle|nueva
    """
}
