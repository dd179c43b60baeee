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
  /// stays, and what describes them and is seen. O(items + references).
  init(_ meta: HEIFMeta, _ policy: ScrubPolicy) throws(MediaError) {
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
    try choose(meta, inputs, isInput)
    addAuxiliaries(meta, inputs, policy)
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
    _ meta: HEIFMeta, _ inputs: [Int: [UInt32]], _ isInput: [Bool]
  ) throws(MediaError) {
    let items = meta.items.items
    if let primary = meta.primary {
      guard let index = meta.items.indices[primary] else {
        throw meta.malformed(0, "the primary item does not exist")
      }
      guard Self.isPicture(items[index]) else { throw Self.unfollowed(meta, items[index]) }
      roles[index] = .picture
      try keep(index, .picture, meta, inputs)
    }
    for index in items.indices where !isKept[index] {
      guard roles[index] == .hidden, !items[index].isHidden, !isInput[index] else { continue }
      try keep(index, .otherPicture, meta, inputs)
    }
  }

  /// Marks an item and all that it is derived from.
  private mutating func keep(
    _ root: Int, _ role: Role, _ meta: HEIFMeta, _ inputs: [Int: [UInt32]]
  ) throws(MediaError) {
    var waiting = [root]
    if roles[root] == .hidden { roles[root] = role }
    isKept[root] = true
    while let index = waiting.popLast() {
      for id in inputs[index] ?? [] {
        guard let input = meta.items.indices[id] else {
          throw meta.malformed(0, "a picture is derived from an item that does not exist")
        }
        guard !isKept[input] else { continue }
        guard Self.isPicture(meta.items.items[input]) else {
          throw Self.unfollowed(meta, meta.items.items[input])
        }
        isKept[input] = true
        if roles[input] == .hidden || roles[input] == .thumbnail { roles[input] = .picture }
        waiting.append(input)
      }
    }
  }

  private static func unfollowed(_ meta: HEIFMeta, _ item: HEIFItem) -> MediaError {
    let kind = foreign.contains(item.type) ? item.type : "unknown"
    return .unclassified(
      meta.format, offset: meta.base, count: meta.bytes.count,
      structure: "a picture of the kind \(kind)")
  }

  /// Marks the auxiliary pictures of kept ones that a policy lets stay.
  private mutating func addAuxiliaries(
    _ meta: HEIFMeta, _ inputs: [Int: [UInt32]], _ policy: ScrubPolicy
  ) {
    for list in meta.references.lists where list.type == "auxl" {
      guard let index = meta.items.indices[list.from], !isKept[index],
        case .auxiliary(let kind) = roles[index], kind.stays(policy),
        list.to.contains(where: { id in meta.items.indices[id].map { isKept[$0] } ?? false })
      else { continue }
      isKept[index] = true
      // Parts of an auxiliary picture are pictures or it is left out whole.
      do {
        try keep(index, .auxiliary(kind), meta, inputs)
      } catch {
        isKept[index] = false
      }
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
