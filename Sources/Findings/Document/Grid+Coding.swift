extension Grid {
  enum CodingKeys: String, CodingKey {
    case id, title, header, rows
  }

  /// Reads a grid: each row has as many cells as the header.
  ///
  /// - Throws: `DecodingError` where a key is missing, a type is wrong, or a row does not fit.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let header = try container.decode([String].self, forKey: .header)
    let rows = try container.decode([[Cell]].self, forKey: .rows)
    guard rows.allSatisfy({ $0.count == header.count }) else {
      throw decoder.broken("each row has as many cells as the header")
    }
    self.init(
      id: try container.decode(String.self, forKey: .id),
      title: try container.decode(String.self, forKey: .title), header: header, rows: rows)
  }
}

/// In JSON a cell is an object with one key, which names its kind; an empty cell has none:
/// `{"text": "age"}`, `{"count": 3}`, `{"number": 1.5}`, `{"share": 0.25}`, `{}`.
extension Grid.Cell: Codable {
  enum CodingKeys: String, CodingKey {
    case text, count, number, share
  }

  /// Reads a cell.
  ///
  /// - Throws: `DecodingError` where the type is wrong or two kinds are given.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    guard container.allKeys.count <= 1 else {
      throw decoder.broken("a cell has one kind")
    }
    switch container.allKeys.first {
    case .text: self = .text(try container.decode(String.self, forKey: .text))
    case .count: self = .count(try container.decode(Int.self, forKey: .count))
    case .number: self = .number(try container.decode(Double.self, forKey: .number))
    case .share: self = .share(try container.decode(Double.self, forKey: .share))
    case nil: self = .empty
    }
  }

  /// Writes a cell.
  ///
  /// - Throws: `EncodingError` where the number is infinite or not a number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .text(let text): try container.encode(text, forKey: .text)
    case .count(let count): try container.encode(count, forKey: .count)
    case .number(let number): try container.encode(number, forKey: .number)
    case .share(let share): try container.encode(share, forKey: .share)
    case .empty: break
    }
  }
}
