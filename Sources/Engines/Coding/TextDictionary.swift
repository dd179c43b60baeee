import CDuckDB
import Tables

#if canImport(Glibc)
  import Glibc
#endif

/// Codes texts in the order in which they come.
///
/// An open-addressing table over the raw bytes. A text of at most 12 bytes is its own key (two
/// words, zero padded, as the engine hands it out); a longer one is known by its length, its first
/// bytes and a 64-bit hash, and compared byte for byte with the copy in the arena. The hash is
/// seeded anew for each table, so no file can be made to collide; codes don't depend on it.
///
/// Cost: about 5 ns a cell where distinct values are few; 32 bytes and a long text's length for
/// each distinct value.
@safe final class TextDictionary {
  /// The number of distinct texts.
  private(set) var count = 0
  /// The codes of texts that hold a NUL byte; the first thousand.
  private(set) var codesWithNUL: [UInt32] = []

  private typealias Key = (low: UInt64, high: UInt64)
  // Owned by this object: freed in deinit, grown only in `reserve`, never handed out.
  private var slots: UnsafeMutablePointer<UInt64>
  private var slotCount: Int
  private var keys: UnsafeMutablePointer<Key>
  private var keyCapacity: Int
  /// Where each long text starts in the arena, by code; 0 for short ones.
  private var starts: [Int] = []
  private var arena: UnsafeMutablePointer<UInt8>
  private var arenaCount = 0
  private var arenaCapacity = 0
  private let seed: Key

  init() {
    slotCount = 1 << 6
    unsafe slots = .allocate(capacity: slotCount)
    unsafe slots.initialize(repeating: 0, count: slotCount)
    keyCapacity = 0
    unsafe keys = .allocate(capacity: 1)
    unsafe arena = .allocate(capacity: 1)
    var generator = SystemRandomNumberGenerator()
    seed = (generator.next() | 1, generator.next() | 1)
  }

  deinit {
    unsafe slots.deallocate()
    unsafe keys.deallocate()
    unsafe arena.deallocate()
  }

  /// Writes the codes of a column of texts, `vector.rowCount` of them, to `codes`.
  ///
  /// - Complexity: O(rows) expected.
  func encode(_ vector: ColumnVector, into codes: UnsafeMutablePointer<UInt32>) {
    let rowCount = vector.rowCount
    reserve(count + rowCount)
    guard let cells = unsafe vector.values(as: Key.self),
      let texts = unsafe vector.values(as: cduckdb_string.self)
    else { return }
    for row in 0..<rowCount {
      guard vector.isValid(row) else {
        unsafe codes[row] = CodedColumn.missing
        continue
      }
      let key = unsafe cells[row]
      // The first four bytes of a cell are its length in bytes.
      let isShort = UInt32(truncatingIfNeeded: key.low) <= 12
      unsafe codes[row] = isShort ? code(ofShort: key) : code(ofLong: texts[row], key: key)
    }
  }

  /// The text behind a code.
  func text(ofCode code: UInt32) -> String {
    let index = Int(code) - 1
    let key = unsafe keys[index]
    let length = Int(UInt32(truncatingIfNeeded: key.low))
    if length > 12 {
      let bytes = unsafe UnsafeBufferPointer(start: arena + starts[index], count: length)
      return unsafe String(decoding: bytes, as: UTF8.self)
    }
    return unsafe withUnsafeBytes(of: key) { bytes in
      unsafe String(decoding: bytes[4..<(4 + length)], as: UTF8.self)
    }
  }

  // MARK: Lookup

  @inline(__always)
  private func code(ofShort key: Key) -> UInt32 {
    let hash = Self.mix(key.low ^ seed.low, key.high ^ seed.high)
    let tag = hash & 0xFFFF_FFFF_0000_0000
    let mask = slotCount &- 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = unsafe slots[slot]
      if entry == 0 { break }
      if entry & 0xFFFF_FFFF_0000_0000 == tag {
        let known = unsafe keys[Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) &- 1]
        if known.low == key.low, known.high == key.high {
          return UInt32(truncatingIfNeeded: entry)
        }
      }
      slot = (slot &+ 1) & mask
    }
    let code = insert(key, tag: tag, slot: slot)
    starts.append(0)
    if Self.holdsNUL(key) { noteNUL(code) }
    return code
  }

  private func code(ofLong text: cduckdb_string, key: Key) -> UInt32 {
    guard let start = unsafe text.bytes else { return CodedColumn.missing }
    let bytes = unsafe UnsafeBufferPointer(start: start, count: Int(text.byte_count))
    let content = unsafe hash(of: bytes)
    let stored = (low: key.low, high: content)
    let hash = Self.mix(key.low ^ seed.low, content ^ seed.high)
    let tag = hash & 0xFFFF_FFFF_0000_0000
    let mask = slotCount &- 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = unsafe slots[slot]
      if entry == 0 { break }
      if entry & 0xFFFF_FFFF_0000_0000 == tag {
        let index = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) &- 1
        let known = unsafe keys[index]
        if known.low == stored.low, known.high == stored.high, unsafe isText(index, equalTo: bytes)
        {
          return UInt32(truncatingIfNeeded: entry)
        }
      }
      slot = (slot &+ 1) & mask
    }
    let code = insert(stored, tag: tag, slot: slot)
    starts.append(arenaCount)
    unsafe keep(bytes)
    if unsafe bytes.contains(0) { noteNUL(code) }
    return code
  }

  private func noteNUL(_ code: UInt32) {
    if codesWithNUL.count < 1_000 { codesWithNUL.append(code) }
  }

  private func insert(_ key: Key, tag: UInt64, slot: Int) -> UInt32 {
    unsafe keys[count] = key
    count += 1
    unsafe slots[slot] = tag | UInt64(count)
    return UInt32(count)
  }

  private func isText(_ index: Int, equalTo bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    return unsafe memcmp(arena + starts[index], base, bytes.count) == 0
  }

  private func keep(_ bytes: UnsafeBufferPointer<UInt8>) {
    let total = arenaCount + bytes.count
    if total > arenaCapacity {
      arenaCapacity = max(total, arenaCapacity * 2, 1 << 12)
      let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: arenaCapacity)
      unsafe grown.moveInitialize(from: arena, count: arenaCount)
      unsafe arena.deallocate()
      unsafe arena = unsafe grown
    }
    if let base = bytes.baseAddress {
      unsafe (arena + arenaCount).initialize(from: base, count: bytes.count)
    }
    arenaCount = total
  }

  // MARK: Growth

  /// Gives back the table, once no more texts come: only `text(ofCode:)` works afterwards.
  func freeSlots() {
    unsafe slots.deallocate()
    slotCount = 1 << 6
    unsafe slots = .allocate(capacity: slotCount)
    unsafe slots.initialize(repeating: 0, count: slotCount)
  }

  /// Makes room for `total` distinct texts, at most half of the slots taken.
  private func reserve(_ total: Int) {
    if total > keyCapacity {
      keyCapacity = max(total, keyCapacity * 2)
      let grown = UnsafeMutablePointer<Key>.allocate(capacity: keyCapacity)
      unsafe grown.moveInitialize(from: keys, count: count)
      unsafe keys.deallocate()
      unsafe keys = unsafe grown
    }
    guard total * 2 > slotCount else { return }
    let old = unsafe slots
    let oldCount = slotCount
    while slotCount < total * 2 { slotCount *= 2 }
    unsafe slots = .allocate(capacity: slotCount)
    unsafe slots.initialize(repeating: 0, count: slotCount)
    for index in 0..<oldCount {
      let entry = unsafe old[index]
      if entry != 0 { rehash(entry) }
    }
    unsafe old.deallocate()
  }

  private func rehash(_ entry: UInt64) {
    let key = unsafe keys[Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) &- 1]
    let hash = Self.mix(key.low ^ seed.low, key.high ^ seed.high)
    var slot = Int(truncatingIfNeeded: hash) & (slotCount - 1)
    while unsafe slots[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
    unsafe slots[slot] = entry
  }

  // MARK: Hashing

  /// Both halves of the 128-bit product, folded (wyhash's mixing step).
  @inline(__always)
  private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    let folded = product.high ^ product.low
    let again = folded.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return again.high ^ again.low
  }

  private func hash(of bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var state = seed.low ^ UInt64(bytes.count)
    let raw = UnsafeRawBufferPointer(bytes)
    var offset = 0
    while offset + 8 <= raw.count {
      let word = unsafe raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      state = Self.mix(state ^ word, seed.high)
      offset += 8
    }
    var tail: UInt64 = 0
    while offset < raw.count {
      tail = tail << 8 | UInt64(unsafe raw[offset])
      offset += 1
    }
    return Self.mix(state ^ tail, seed.high ^ 0xA076_1D64_78BD_642F)
  }

  private static func holdsNUL(_ key: Key) -> Bool {
    let length = Int(UInt32(truncatingIfNeeded: key.low))
    return unsafe withUnsafeBytes(of: key) { unsafe $0[4..<(4 + length)].contains(0) }
  }
}
