/// Which items of a file stay, and why the others go.
struct HEIFSelection {
  /// What an item is for.
  enum Role: Equatable {
    /// Shown, or a part of what is shown.
    case picture
    /// Shown beside the primary picture.
    case otherPicture
    case auxiliary(HEIFAuxiliary)
    case thumbnail
    /// A picture that neither is shown nor is a part of one that is.
    case hidden
    case exif
    /// Everything that is no picture.
    case data
  }

  /// By the item's index.
  private(set) var roles: [Role]
  /// By the item's index.
  private(set) var isKept: [Bool]

  /// The pictures coded in a way whose stream can be followed, and those derived from others
  /// (ISO/IEC 23008-12, 6.6; AVIF 1.1).
  static let derived: Set<String> = ["grid", "iden", "iovl", "tmap"]
  private static let coded: Set<String> = ["hvc1", "hev1", "lhv1", "avc1", "av01", "jpeg", "unci"]
  /// Pictures of other codecs.
  private static let foreign: Set<String> = [
    "vvc1", "evc1", "j2k1", "avc3", "hvt1", "tili", "sato", "lvc1",
  ]

  /// Whether an item is a picture whose bytes can be accounted for.
  static func isPicture(_ item: HEIFItem) -> Bool {
    coded.contains(item.type) || derived.contains(item.type) || item.isJPEG
  }

  /// Decides for all items of a `meta`.
  ///
  /// Roots are the primary picture and others that are not hidden; what they are derived from
  /// stays, and what describes them and is seen. Of a file that was cut off, pictures beside the
  /// primary one go where their data are gone. O(items + references + extents).
  init(_ reader: HEIFItemReader, _ policy: ScrubPolicy) throws(MediaError) {
    let meta = reader.meta
    let items = meta.items.items
    let indices = meta.items.indices
    roles = items.map { Self.isPicture($0) ? .hidden : $0.type == "Exif" ? .exif : .data }
    isKept = [Bool](repeating: false, count: items.count)
    var inputs: [Int: [UInt32]] = [:]
    var isInput = [Bool](repeating: false, count: items.count)
    for list in meta.references.lists {
      guard let from = indices[list.from] else { continue }
      switch list.type {
      case "dimg":
        inputs[from, default: []] += list.to
        for id in list.to { if let index = indices[id] { isInput[index] = true } }
      case "thmb" where roles[from] == .hidden: roles[from] = .thumbnail
      case "auxl" where roles[from] == .hidden:
        roles[from] = .auxiliary(Self.auxiliary(list.from, meta))
      default: break
      }
    }
    try choose(reader, inputs, isInput)
    addAuxiliaries(reader, inputs, policy)
  }

  /// What an auxiliary item is, by its property.
  private static func auxiliary(_ id: UInt32, _ meta: HEIFMeta) -> HEIFAuxiliary {
    for (_, box, _) in meta.properties.boxes(of: id) where box.name == "auxC" {
      return HEIFAuxiliary(ByteReader(meta.bytes, in: box.content))
    }
    return .unknown
  }

  /// Marks the roots and what they are derived from.
  private mutating func choose(
    _ reader: HEIFItemReader, _ inputs: [Int: [UInt32]], _ isInput: [Bool]
  ) throws(MediaError) {
    let meta = reader.meta
    let items = meta.items.items
    if let primary = meta.primary {
      guard let index = meta.items.indices[primary] else {
        throw meta.malformed(0, "the primary item does not exist")
      }
      guard Self.isPicture(items[index]) else { throw Self.unfollowed(meta, items[index]) }
      roles[index] = .picture
      try keep(index, .picture, reader, inputs)
    }
    for index in items.indices where !isKept[index] {
      guard roles[index] == .hidden, !items[index].isHidden, !isInput[index] else { continue }
      do throws(MediaError) {
        try keep(index, .otherPicture, reader, inputs)
      } catch {
        guard case .truncated = error, meta.primary != nil else { throw error }
      }
    }
  }

  /// Marks an item and all that it is derived from, or nothing where one of them can't stay.
  private mutating func keep(
    _ root: Int, _ role: Role, _ reader: HEIFItemReader, _ inputs: [Int: [UInt32]]
  ) throws(MediaError) {
    var marked = [root]
    isKept[root] = true
    var next = 0
    do throws(MediaError) {
      while next < marked.count {
        try reader.checkWhole(marked[next])
        for id in inputs[marked[next]] ?? [] {
          let input = try Self.input(id, reader.meta)
          guard !isKept[input] else { continue }
          isKept[input] = true
          marked.append(input)
        }
        next += 1
      }
    } catch {
      for index in marked { isKept[index] = false }
      throw error
    }
    if roles[root] == .hidden { roles[root] = role }
    for input in marked.dropFirst() where [.hidden, .thumbnail].contains(roles[input]) {
      roles[input] = .picture
    }
  }

  /// The picture that another is derived from.
  private static func input(_ id: UInt32, _ meta: HEIFMeta) throws(MediaError) -> Int {
    guard let input = meta.items.indices[id] else {
      throw meta.malformed(0, "a picture is derived from an item that does not exist")
    }
    guard isPicture(meta.items.items[input]) else {
      throw unfollowed(meta, meta.items.items[input])
    }
    return input
  }

  private static func unfollowed(_ meta: HEIFMeta, _ item: HEIFItem) -> MediaError {
    let kind = foreign.contains(item.type) ? item.type : "unknown"
    return .unclassified(
      meta.format, offset: meta.base, count: meta.bytes.count,
      structure: "a picture of the kind \(kind)")
  }

  /// Marks the auxiliary pictures of kept ones that a policy lets stay.
  private mutating func addAuxiliaries(
    _ reader: HEIFItemReader, _ inputs: [Int: [UInt32]], _ policy: ScrubPolicy
  ) {
    let meta = reader.meta
    for list in meta.references.lists where list.type == "auxl" {
      guard let index = meta.items.indices[list.from], !isKept[index],
        case .auxiliary(let kind) = roles[index], kind.stays(policy),
        list.to.contains(where: { id in meta.items.indices[id].map { isKept[$0] } ?? false })
      else { continue }
      // One that can't stay whole is left out, with its parts.
      try? keep(index, .auxiliary(kind), reader, inputs)
    }
  }

  /// Whether an item is only shown as a part of others: as it says itself, or because it no longer
  /// says what it is to them.
  func isHidden(_ index: Int, _ meta: HEIFMeta) -> Bool {
    meta.items.items[index].isHidden || roles[index] == .auxiliary(.gainMap)
  }

  /// Marks an item that stays in another form, by choice of the policy.
  mutating func keep(block index: Int) { isKept[index] = true }
}
