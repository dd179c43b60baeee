import MediaMetadata

/// Makes values of each kind, from a pool of words and patterns.
struct ValueMaker {
  let pool: WordPool

  func value(of kind: FieldKind, _ random: inout SeededRandom) -> String {
    switch kind {
    case .structure: structure(&random)
    case .software: software(&random)
    case .time: time(&random)
    case .person: person(&random)
    case .account: account(&random)
    case .contact: contact(&random)
    case .model: model(&random)
    case .serial: serial(&random)
    case .identifier: identifier(&random)
    case .place: place(&random)
    case .text: text(&random)
    }
  }

  /// Whether a word is coined: a third of the time, never for the test.
  func coins(_ random: inout SeededRandom) -> Bool { !pool.isTest && random.chance(0.33) }

  // MARK: People

  func fullName(_ random: inout SeededRandom) -> String {
    let people = random.pick(pool.people)
    let isCoined = coins(&random) && people.isLatin
    let given = isCoined && random.chance(0.5) ? random.coinedName() : random.pick(people.given)
    let family = isCoined ? random.coinedName() : random.pick(people.family)
    if people.joins { return family + given }
    switch random.number(0...11) {
    case 0...5: return "\(given) \(family)"
    case 6: return "\(family), \(given)"
    case 7: return "\(given.prefix(1)). \(family)"
    case 8: return "\(given) \(random.string(1, of: "ABCDEFGHJKLMNPRSTW")). \(family)"
    case 9: return "\(given) \(random.pick(people.given)) \(family)"
    case 10: return given.uppercased() + " " + family.uppercased()
    default: return random.chance(0.5) ? given : family
    }
  }

  private func person(_ random: inout SeededRandom) -> String {
    let name = fullName(&random)
    switch random.number(0...15) {
    case 0...7: return name
    case 8: return "\(random.pick(["Dr.", "Prof.", "Mr", "Mrs", "Herr", "Frau", "Sr."])) \(name)"
    case 9: return "\(name)\(random.pick(["; ", " & ", ", ", "/", " and "]))\(fullName(&random))"
    case 10:
      return "\(random.pick(["(c)", "©", "Copyright", "Copyright (c)", "(C) Copyright"])) "
        + "\(random.number(1995...2026)) \(name)"
    case 11: return name.lowercased()
    case 12: return "\(random.pick(["by", "von", "Photo:", "Photographer:"])) \(name)"
    default: return organisation(&random)
    }
  }

  private func organisation(_ random: inout SeededRandom) -> String {
    let first = coins(&random) ? random.coinedName() : random.pick(pool.organisations.first)
    let name = "\(first) \(random.pick(pool.organisations.last))"
    switch random.number(0...5) {
    case 0: return "Copyright \(random.number(1998...2026)) \(name). All rights reserved."
    case 1: return "© \(name)"
    case 2: return "\(random.pick(people(&random).family)) \(random.pick(pool.organisations.last))"
    default: return name
    }
  }

  private func people(_ random: inout SeededRandom) -> WordPool.People { random.pick(pool.people) }

  // MARK: Accounts and paths

  private func latin(_ random: inout SeededRandom) -> (String, String) {
    if coins(&random) { return (random.coinedWord(), random.coinedWord()) }
    let people = random.pick(pool.people.filter(\.isLatin))
    return (
      random.pick(people.given).lowercased(),
      random.pick(people.family).lowercased().replacing(" ", with: "")
    )
  }

  func user(_ random: inout SeededRandom) -> String {
    let (given, family) = latin(&random)
    switch random.number(0...8) {
    case 0: return given
    case 1: return given.prefix(1) + family
    case 2: return "\(given).\(family)"
    case 3: return "\(given)_\(family)"
    case 4: return given + random.string(random.number(1...4))
    case 5: return random.pick(pool.accounts) + random.string(random.number(0...3))
    case 6: return "\(family)\(given.prefix(1))"
    case 7: return random.pick(pool.accounts)
    default: return "\(given)-\(random.pick(pool.accounts))"
    }
  }

  private func account(_ random: inout SeededRandom) -> String {
    let name = user(&random)
    let folder = random.pick(pool.folders)
    let ending = random.pick([
      "docx", "jpg", "pdf", "psd", "wav", "xlsx", "png", "mov", "dotm", "txt",
    ])
    let file = "\(random.pick(pool.files)).\(ending)"
    switch random.number(0...13) {
    case 0, 1: return "C:\\Users\\\(name)\\\(folder)\\\(file)"
    case 2: return "/home/\(name)/\(folder)/\(file)"
    case 3: return "/Users/\(name)/\(folder)/\(file)"
    case 4: return "file:///C:/Users/\(name)/\(folder)/\(file)"
    case 5:
      return
        "\\\\\(random.pick(["server", "nas01", "fs2", "FILESRV"]))\\\(folder)\\\(name)\\\(file)"
    case 6: return "C:\\Documents and Settings\\\(name)\\\(folder)"
    case 7: return "/media/\(name)/\(random.string(4, of: "0123456789ABCDEF"))/\(file)"
    case 8: return "\(random.pick(["CORP", "OFFICE", "WORKGROUP", "ACME", "DOMAIN"]))\\\(name)"
    case 9: return "D:\\\(folder)\\\(file)"
    case 10: return "@" + name
    case 11:
      return "\(name)@\(random.pick(["laptop", "desktop", "ubuntu", "macbook", "pc12", "build"]))"
    default: return name
    }
  }

  // MARK: Contacts

  private func contact(_ random: inout SeededRandom) -> String {
    let name = user(&random)
    let domain = random.pick(pool.domains)
    switch random.number(0...10) {
    case 0...2: return "\(name)@\(domain)"
    case 3: return "\(fullName(&random)) <\(name)@\(domain)>"
    case 4:
      return "+\(random.number(1...98)) \(random.string(3)) \(random.string(random.number(5...8)))"
    case 5: return "(\(random.string(3))) \(random.string(3))-\(random.string(4))"
    case 6: return "0\(random.string(3))/\(random.string(random.number(5...8)))"
    case 7:
      return
        "\(random.pick(pool.streets)) \(random.number(1...190)), \(random.string(5)) "
        + random.pick(pool.towns)
    case 8:
      return "\(random.number(1...1900)) \(random.pick(pool.streets)), \(random.pick(pool.towns))"
    case 9:
      return
        "http\(random.chance(0.5) ? "s" : "")://www.\(domain)/\(random.chance(0.5) ? name : "")"
    default: return "mailto:\(name)@\(domain)"
    }
  }

  // MARK: Text

  func text(_ random: inout SeededRandom) -> String {
    let sentences = random.chance(0.7) ? 1 : random.number(2...4)
    let text = (0..<sentences).map { _ in sentence(&random) }.joined(separator: ". ")
    switch random.number(0...9) {
    case 0: return random.chance(0.5) ? noun(&random) : titled(noun(&random))
    case 1:
      return "\(noun(&random)), \(noun(&random)), \(noun(&random))"
    case 2: return "\(random.pick(pool.adjectives)) \(noun(&random))"
    case 3: return "<p>\(text)</p>"
    case 4: return titled(text)
    case 5: return titled("\(random.pick(pool.adjectives)) \(noun(&random))")
    default: return text
    }
  }

  private func noun(_ random: inout SeededRandom) -> String {
    coins(&random) ? random.coinedWord() : random.pick(pool.nouns)
  }

  /// Each word with a capital letter.
  private func titled(_ text: String) -> String {
    text.split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined(separator: " ")
  }

  private func sentence(_ random: inout SeededRandom) -> String {
    var result = ""
    var previous: Character = " "
    let template = Array(random.pick(pool.templates))
    for (index, character) in template.enumerated() {
      let next = index + 1 < template.count ? template[index + 1] : " "
      if "NATPD".contains(character), !previous.isLetter, !next.isLetter {
        result += word(for: character, &random)
      } else {
        result.append(character)
      }
      previous = character
    }
    return result
  }

  private func word(for character: Character, _ random: inout SeededRandom) -> String {
    switch character {
    case "N": noun(&random)
    case "A": random.pick(pool.adjectives)
    case "T": random.pick(pool.towns)
    case "P": random.pick(people(&random).given)
    default: String(random.number(1...99))
    }
  }
}
