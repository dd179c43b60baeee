/// What a refinement is told about codes and targets.
struct RefinementRule {
  /// Tuples below this number are targets.
  let targetCount: UInt32
  /// Whether a missing cell (code 0) agrees with nothing, so that its tuple leaves the partition.
  let dropsMissing: Bool
}

/// Splits each class of `parent` by the codes of one more column.
///
/// Tuples that are alone afterwards are marked in `singles` if they are targets; classes that hold
/// a target go to `child`, in the order in which they are met. This is the step of a partition
/// product as in TANE (Huhtala et al. 1999), with counting instead of hashing.
///
/// - Parameters:
///   - codes: One code for each tuple, each below the scratch's cardinality.
///   - singles: A bit for each target; bits are only set, never cleared.
/// - Complexity: O(tuples in `parent`).
func refine(
  _ parent: borrowing Partition, by codes: [UInt32], rule: RefinementRule,
  scratch: inout RefinementScratch, singles: inout [UInt64], into child: inout Partition
) {
  var writer = ClassWriter()
  split(
    parent, by: codes, rule: rule, slots: &scratch.slots, singles: &singles,
    tuples: &child.tuples, starts: &child.starts, writer: &writer)
  child.tupleCount = Int(writer.tupleCount)
  child.classCount = writer.classCount
}

/// How much of a child partition is written.
private struct ClassWriter {
  var tupleCount: UInt32 = 0
  var classCount = 0
}

private func split(
  _ parent: borrowing Partition, by codes: [UInt32], rule: RefinementRule,
  slots: inout [UInt32], singles: inout [UInt64], tuples childTuples: inout [UInt32],
  starts childStarts: inout [UInt32], writer: inout ClassWriter
) {
  let tuples = parent.tuples.span
  let starts = parent.starts.span
  let codes = codes.span
  var slots = slots.mutableSpan
  var singles = singles.mutableSpan
  var childTuples = childTuples.mutableSpan
  var childStarts = childStarts.mutableSpan
  let missingLimit: UInt32 = rule.dropsMissing ? 1 : 0
  for classIndex in 0..<parent.classCount {
    let start = Int(starts[classIndex])
    let end =
      classIndex + 1 < parent.classCount ? Int(starts[classIndex + 1]) : parent.tupleCount
    for position in start..<end { slots[2 * Int(codes[Int(tuples[position])])] &+= 1 }
    for position in start..<end {
      let tuple = tuples[position]
      let code = codes[Int(tuple)]
      if code < missingLimit { continue }
      let slot = 2 * Int(code)
      let count = slots[slot]
      if count == 1 {
        if tuple < rule.targetCount { singles[Int(tuple >> 6)] |= 1 << UInt64(tuple & 63) }
        continue
      }
      var cursor = slots[slot + 1]
      if cursor == RefinementScratch.dropped { continue }
      if cursor == RefinementScratch.unseen {
        // Tuples ascend within a class, so its first tells whether it holds a target.
        if tuple >= rule.targetCount {
          slots[slot + 1] = RefinementScratch.dropped
          continue
        }
        cursor = writer.tupleCount
        childStarts[writer.classCount] = cursor
        writer.classCount += 1
        writer.tupleCount &+= count
      }
      childTuples[Int(cursor)] = tuple
      slots[slot + 1] = cursor &+ 1
    }
    for position in start..<end {
      let slot = 2 * Int(codes[Int(tuples[position])])
      slots[slot] = 0
      slots[slot + 1] = RefinementScratch.unseen
    }
  }
}

/// Marks the targets that splitting `parent` by one more column leaves alone, and nothing else.
///
/// For column sets that are not looked into any further: half of all sets.
///
/// - Complexity: O(tuples in `parent`).
func markSingles(
  _ parent: borrowing Partition, by codes: [UInt32], rule: RefinementRule,
  scratch: inout RefinementScratch, singles: inout [UInt64]
) {
  let tuples = parent.tuples.span
  let starts = parent.starts.span
  let codes = codes.span
  var slots = scratch.slots.mutableSpan
  var singles = singles.mutableSpan
  let missingLimit: UInt32 = rule.dropsMissing ? 1 : 0
  for classIndex in 0..<parent.classCount {
    let start = Int(starts[classIndex])
    let end =
      classIndex + 1 < parent.classCount ? Int(starts[classIndex + 1]) : parent.tupleCount
    for position in start..<end { slots[2 * Int(codes[Int(tuples[position])])] &+= 1 }
    for position in start..<end {
      let tuple = tuples[position]
      if tuple >= rule.targetCount { break }
      let code = codes[Int(tuple)]
      if slots[2 * Int(code)] == 1, code >= missingLimit {
        singles[Int(tuple >> 6)] |= 1 << UInt64(tuple & 63)
      }
    }
    for position in start..<end { slots[2 * Int(codes[Int(tuples[position])])] = 0 }
  }
}
