import MediaMetadata

extension ValueMaker {
  private static let letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
  private static let mixed = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"

  // MARK: Devices

  func model(_ random: inout SeededRandom) -> String {
    let device = random.pick(pool.devices)
    let model =
      coins(&random)
      ? "\(random.coinedName()) \(random.string(1, of: Self.letters))\(random.number(2...900))"
      : random.pick(device.models)
    switch random.number(0...8) {
    case 0, 1: return device.maker
    case 2: return "\(device.maker) \(model)"
    case 3: return model.uppercased()
    case 4:
      return "\(model)\(random.pick([" back camera", " II", " #2", " (Copy 1)", " PCL 6", "X"]))"
    default: return model
    }
  }

  /// Patterns of makers: digits alone, letters before digits, groups, addresses of network cards.
  func serial(_ random: inout SeededRandom) -> String {
    if pool.isTest {
      switch random.number(0...4) {
      case 0: return "\(random.string(1, of: Self.letters))\(random.string(9))"
      case 1:
        return
          random.string(3, of: Self.letters) + random.string(4)
          + random.string(3, of: Self.letters)
      case 2: return random.string(9)
      case 3: return "\(random.string(4))-\(random.string(5))-\(random.string(2, of: Self.letters))"
      default: return "S/N: \(random.string(2, of: Self.letters))\(random.string(7))"
      }
    }
    switch random.number(0...13) {
    case 0: return random.string(7)
    case 1: return random.string(10)
    case 2: return "0\(random.string(random.number(7...11)))"
    case 3: return "\(random.string(2, of: Self.letters))\(random.string(random.number(6...9)))"
    case 4: return random.string(12, of: Self.mixed)
    case 5: return "C3\(random.string(10))"
    case 6:
      return
        random.string(2) + random.string(1, of: Self.letters)
        + "\(random.string(3))-\(random.string(4))"
    case 7: return (0..<6).map { _ in random.hexadecimal(2) }.joined(separator: ":")
    case 8: return (0..<6).map { _ in random.hexadecimal(2, upper: true) }.joined(separator: "-")
    case 9: return "35\(random.string(13))"
    case 10: return "SN\(random.string(random.number(6...10)))"
    case 11: return "FC\(random.string(2, of: Self.letters)) \(random.string(7))"
    case 12: return "(\(random.string(3, of: Self.letters)))\(random.string(8)) \(random.string(4))"
    default:
      return
        random.string(3, of: Self.mixed) + "-" + random.string(4, of: Self.mixed) + "-"
        + random.string(4, of: Self.mixed)
    }
  }

  // MARK: Identifiers

  private func uuid(_ random: inout SeededRandom, _ separator: String = "-") -> String {
    let upper = random.chance(0.5)
    return [8, 4, 4, 4, 12].map { random.hexadecimal($0, upper: upper) }.joined(
      separator: separator)
  }

  func identifier(_ random: inout SeededRandom) -> String {
    if pool.isTest {
      switch random.number(0...4) {
      case 0: return "urn:uuid:\(uuid(&random))"
      case 1: return random.hexadecimal(24)
      case 2: return "id_\(random.string(22, of: Self.mixed.lowercased()))"
      case 3: return random.string(26, of: Self.mixed)
      default: return "{\(uuid(&random))}"
      }
    }
    let base = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    switch random.number(0...17) {
    case 0, 1: return uuid(&random)
    case 2: return "{\(uuid(&random))}".uppercased()
    case 3: return "xmp.did:\(uuid(&random))"
    case 4: return "xmp.iid:\(random.hexadecimal(32, upper: true))"
    case 5: return "adobe:docid:photoshop:\(uuid(&random))"
    case 6: return "uuid:\(random.hexadecimal(32, upper: true))"
    case 7: return random.hexadecimal(32)
    case 8: return random.hexadecimal(40)
    case 9: return random.hexadecimal(64)
    case 10: return "00\(random.hexadecimal(6, upper: true))"
    case 11: return "<\(random.hexadecimal(32))><\(random.hexadecimal(32))>"
    case 12: return random.string(random.number(20...28), of: base)
    case 13: return random.string(random.number(9...14), of: base)
    case 14:
      return
        "<\(random.string(14, of: base)).\(random.string(6))@mail.\(random.pick(pool.domains))>"
    case 15: return String(random.number(100_000...999_999_999))
    case 16: return "\(random.hexadecimal(8)), \(random.hexadecimal(8)), \(random.hexadecimal(8))"
    default:
      return
        "\(random.pick(["rev", "build", "job", "img", "sess", "tok"]))-\(random.hexadecimal(12))"
    }
  }

  // MARK: Programs

  func software(_ random: inout SeededRandom) -> String {
    let program = coins(&random) ? random.coinedName() : random.pick(pool.programs)
    let version = version(&random)
    switch random.number(0...9) {
    case 0...2: return program
    case 3: return "\(program)/\(version)"
    case 4: return "\(program) v\(version)"
    case 5:
      return
        "\(program) \(version) (\(random.pick(["Windows", "Macintosh", "Linux", "x64", "64-bit"])))"
    case 6:
      return
        "\(program) \(version) \(random.number(2001...2025))"
        + random.padded(1...12, 2) + random.padded(1...28, 2)
    case 7: return "Created with \(program)"
    default: return "\(program) \(version)"
    }
  }

  private func version(_ random: inout SeededRandom) -> String {
    (0..<random.number(1...4)).map { _ in String(random.number(0...60)) }.joined(separator: ".")
  }

  // MARK: Structure

  func structure(_ random: inout SeededRandom) -> String {
    switch random.number(0...23) {
    case 0, 1: return String(random.number(0...12))
    case 2: return String(random.number(13...9_999))
    case 3: return rational(&random)
    case 4: return "\(random.number(0...300)).\(random.string(random.number(1...6)))"
    case 5: return version(&random)
    case 6: return "\(random.number(16...6_000))x\(random.number(16...6_000))"
    case 7: return numbers(&random)
    case 8: return "0\(random.string(3))"
    case 9:
      return "\(random.number(1...400)).\(random.number(0...9)) "
        + random.pick(["mm", "dB", "Hz", "px", "s", "kbps", "%", "EV", "K"])
    case 10...12: return printableRuns(&random)
    case 13: return "-\(random.number(0...300)).\(random.string(2))"
    case 14: return "(\(random.number(0...255)), \(random.number(0...255)))"
    case 15: return "0x\(random.hexadecimal(random.pick([2, 4])))"
    case 16: return random.pick(pool.vocabularies)
    case 17: return random.pick(["True", "False", "true", "false", "0", "1", "Yes", "No"])
    default: return random.pick(pool.settings)
    }
  }

  /// Fractions as Exif and XMP write them, with small and with large terms.
  private func rational(_ random: inout SeededRandom) -> String {
    switch random.number(0...3) {
    case 0: "\(random.number(1...400))/\(random.pick(["1", "10", "100", "1000", "72"]))"
    case 1:
      "\(random.number(10_000...9_999_999))/\(random.pick(["10000", "1000000", "256", "100"]))"
    case 2: "1/\(random.number(2...8_000))"
    default: "\(random.number(100...999_999))/\(random.number(2...999_999))"
    }
  }

  private func numbers(_ random: inout SeededRandom) -> String {
    let largest = random.pick([1, 9, 255, 4_095, 65_535])
    return (0..<random.number(2...24)).map { _ in String(random.number(0...largest)) }
      .joined(separator: random.pick([" ", ", ", ","]))
  }

  /// What is printable in binary data: short runs of characters, drawn evenly, from few, in steps
  /// or all alike, as tables and compressed data have them.
  private func printableRuns(_ random: inout SeededRandom) -> String {
    let all = (0x21...0x7e).map { Character(Unicode.Scalar($0)) }
    let few = (0..<random.number(2...8)).map { _ in random.pick(all) }
    return (0..<random.number(1...24)).map { _ -> String in
      let count = random.number(4...random.pick([4, 5, 6, 9, 16]))
      switch random.number(0...5) {
      case 0: return String(repeating: random.pick(all), count: count)
      case 1: return String((0..<count).map { _ in random.pick(few) })
      case 2:
        let start = random.number(0x21...0x7e)
        let step = random.number(-3...3)
        return String(
          (0..<count).map { all[((start - 0x21 + $0 * step) % all.count + all.count) % all.count] })
      default: return String((0..<count).map { _ in random.pick(all) })
      }
    }.joined(separator: " ")
  }

  // MARK: Bare values

  /// Values that only a name explains: numbers, codes and letters; nil for kinds without.
  func bareValue(of kind: FieldKind, _ random: inout SeededRandom) -> String? {
    switch kind {
    case .place: barePlace(&random)
    case .time:
      random.pick([
        random.string(2), random.string(3), random.padded(0...99, 2), random.hexadecimal(8),
        "\(random.number(0...23)), \(random.number(0...59)), \(random.number(0...59))",
        "\(random.number(1...90_000))",
      ])
    case .software:
      random.pick([
        version(&random), "1.0\(random.string(1))", "Ver.1.\(random.string(2))",
        random.string(4, of: Self.letters), random.string(4, of: "abcdefghklmnoprstu"),
        random.string(6), "0\(random.string(3))\(random.hexadecimal(4))",
      ])
    case .model:
      random.pick([
        String(random.number(1...400)), random.string(5, of: Self.mixed),
        random.string(4, of: Self.letters), random.string(9),
        "\(random.number(10...70)) \(random.number(70...300)) 3.5 5.6",
        "\(random.string(1, of: Self.letters))\(random.string(3))",
      ])
    case .serial: random.string(random.number(3...10))
    case .identifier: String(random.number(1...random.pick([99, 9_999, 999_999, 99_999_999])))
    case .person: random.string(random.number(2...3), of: Self.letters)
    case .account: random.string(random.number(3...7), of: "abcdefghijklmnoprstuvw")
    case .structure, .contact, .text: nil
    }
  }

  private func barePlace(_ random: inout SeededRandom) -> String {
    switch random.number(0...6) {
    case 0: "\(random.number(-179...179)).\(random.string(random.number(2...8)))"
    case 1: "\(random.number(0...3_000))"
    case 2: "\(random.number(0...3_000)).\(random.number(0...99)) m"
    case 3: random.string(3, of: Self.letters)
    case 4: random.string(2, of: Self.letters)
    case 5: "\(random.number(0...359)).\(random.string(2))"
    default:
      "\(random.number(0...89))/1, \(random.number(0...59))/1, \(random.number(0...5_999))/100"
    }
  }

  // MARK: Time

  func time(_ random: inout SeededRandom) -> String {
    let year = String(random.number(1990...2027))
    let month = random.padded(1...12, 2)
    let day = random.padded(1...28, 2)
    let clock =
      "\(random.padded(0...23, 2)):\(random.padded(0...59, 2)):\(random.padded(0...59, 2))"
    let zone = random.pick(["Z", "+02:00", "-05:00", "+05:30", "", "+0100"])
    let name = random.pick([
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Sep", "Oct", "Nov", "Dec",
    ])
    switch random.number(0...13) {
    case 0, 1: return "\(year):\(month):\(day) \(clock)"
    case 2: return "\(year)-\(month)-\(day)T\(clock)\(zone)"
    case 3: return "\(year)-\(month)-\(day)"
    case 4: return "D:\(year)\(month)\(day)\(clock.replacing(":", with: ""))+01'00'"
    case 5: return year
    case 6: return "\(day).\(month).\(year)\(random.chance(0.5) ? " \(clock.prefix(5))" : "")"
    case 7: return "\(month)/\(day)/\(year)"
    case 8: return "Mon, \(day) \(name) \(year) \(clock) +0000"
    case 9: return String(random.number(800_000_000...1_800_000_000))
    case 10: return clock
    case 11: return "\(year)\(month)\(day)"
    case 12: return "\(name) \(day), \(year)"
    default:
      return
        "\(year):\(month):\(day) \(clock)\(random.chance(0.5) ? zone : ".\(random.string(3))Z")"
    }
  }

  // MARK: Places

  func place(_ random: inout SeededRandom) -> String {
    let latitude = "\(random.number(0...89)).\(random.string(random.number(2...7)))"
    let longitude = "\(random.number(0...179)).\(random.string(random.number(2...7)))"
    let sign = random.pick(["", "-"])
    let town = coins(&random) ? random.coinedName() : random.pick(pool.towns)
    switch random.number(0...13) {
    case 0: return "\(sign)\(latitude), \(longitude)"
    case 1: return "\(random.pick(["+", "-"]))\(latitude)\(random.pick(["+", "-"]))\(longitude)/"
    case 2:
      return
        "\(random.number(0...89)) deg \(random.number(0...59))' \(random.number(0...59))."
        + "\(random.string(2))\" \(random.pick(["N", "S", "E", "W"]))"
    case 3:
      return
        "\(random.number(0...179)),\(random.number(0...59)).\(random.string(4))"
        + random.pick(["N", "S", "E", "W"])
    case 4:
      return
        "\(random.number(0...89))°\(random.number(0...59))′\(random.number(0...59))″"
        + random.pick(["N", "S"])
    case 5:
      return
        "\(random.number(0...179)), \(random.number(0...59)), "
        + "\(random.number(0...59)).\(random.string(2))"
    case 6: return "geo:\(latitude),\(sign)\(longitude)"
    case 7: return "\(town), \(random.pick(pool.countries))"
    case 8: return random.pick(pool.countries)
    case 9: return "\(random.pick(pool.landmarks)) \(town)"
    case 10: return "POINT(\(longitude) \(latitude))"
    default: return town
    }
  }
}
