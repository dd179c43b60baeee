import Numerics

/// How a person writes: drawn once for each person, the same in all posts.
struct PostingStyle {
  private static let openers: [StaticString] = [
    "", "", "ok so ", "Well, ", "honestly ", "Today ", "Finally: ", "guys, ", "Update: ", "so ",
  ]
  private static let intensifiers: [StaticString] = [
    "really", "very", "so", "super", "quite", "absolutely", "pretty", "incredibly",
  ]
  private static let connectives: [StaticString] = [" and ", " & ", " + ", ", plus ", " n "]
  private static let endings: [StaticString] = [".", ".", "!", "...", "!!", "", " \u{2026}", "?!"]
  private static let fillers: [StaticString] = [
    "", "", " tbh", " lol", ", to be fair", " haha", ", as usual", " imo", ", of course", " ngl",
  ]
  private static let subjects: [StaticString] = [
    "I am", "I'm", "im", "we are", "we're", "Feeling", "this is", "it's",
  ]
  private static let moods: [StaticString] = [
    "happy about", "tired of", "into", "curious about", "over", "excited for", "done with",
    "late for", "proud of", "lost without", "ready for", "bored by",
  ]
  private static let topics: [StaticString] = [
    "the match", "this coffee", "my new bike", "the rain", "the neighbours", "that recipe",
    "the garden", "Monday", "the train", "this book", "the gym", "my favourite colour",
    "my favorite color", "the new series", "dinner", "the dog", "the cat", "night shifts",
    "the exam", "our holiday", "the concert", "working from home", "the sales", "that game",
  ]
  private static let tails: [StaticString] = [
    "", "", " again", " today", " tonight", " this week", " since yesterday", ", finally",
    " with friends", " at last",
  ]
  private static let emoji: [StaticString] = [
    " \u{1F602}", " \u{1F60D}", " \u{1F64F}", " \u{1F525}", " \u{2728}", " \u{1F622}",
    " \u{1F44D}", " \u{1F389}", " \u{1F644}", " \u{2764}\u{FE0F}", " \u{1F60E}", " \u{1F914}",
    " \u{1F4AA}", " \u{1F37B}", " \u{2615}", " \u{1F308}", " :)", " ;-)", " :D", " xD",
  ]

  private let opener, intensifier, connective, ending, filler, subject: Int
  private let favourites: [Int]
  private let smileys: [Int]
  private let isLowerCase: Bool
  private let openerRate, fillerRate, smileyRate, doubleRate, loyalty: Double

  init(of person: Person, seed: UInt64) {
    var random = SeededGenerator(seed: seed, purpose: 7, index: UInt64(person.id))
    opener = random.below(Self.openers.count)
    intensifier = random.below(Self.intensifiers.count)
    connective = random.below(Self.connectives.count)
    ending = random.below(Self.endings.count)
    filler = random.below(Self.fillers.count)
    subject = random.below(Self.subjects.count)
    favourites = (0..<4).map { _ in random.below(Self.topics.count) }
    smileys = (0..<2).map { _ in random.below(Self.emoji.count) }
    let isYoung = person.age < 35
    isLowerCase = random.bernoulli(isYoung ? 0.45 : 0.10)
    openerRate = 0.6 * random.unit()
    fillerRate = 0.6 * random.unit()
    smileyRate = (isYoung ? 0.9 : 0.4) * random.unit()
    doubleRate = 0.5 * random.unit()
    loyalty = 0.6 + 0.35 * random.unit()
  }

  /// Appends a post; each habit is kept with a probability of the person's own.
  func write(to text: inout [UInt8], _ random: inout SeededGenerator) {
    let start = text.count
    if random.bernoulli(openerRate) { append(Self.openers, opener, to: &text, &random) }
    clause(&text, &random)
    if random.bernoulli(doubleRate) {
      append(Self.connectives, connective, to: &text, &random)
      clause(&text, &random)
    }
    if random.bernoulli(fillerRate) { append(Self.fillers, filler, to: &text, &random) }
    append(Self.endings, ending, to: &text, &random)
    if random.bernoulli(smileyRate) {
      append(Self.emoji, smileys[random.below(smileys.count)], to: &text, &random)
    }
    while text.count > start, text[start] == UInt8(ascii: " ") { text.remove(at: start) }
    if isLowerCase {
      for index in start..<text.count where text[index] >= 0x41 && text[index] <= 0x5A {
        text[index] |= 0x20
      }
    }
  }

  private func clause(_ text: inout [UInt8], _ random: inout SeededGenerator) {
    append(Self.subjects, subject, to: &text, &random)
    text.append(UInt8(ascii: " "))
    if random.bernoulli(0.5) {
      append(Self.intensifiers, intensifier, to: &text, &random)
      text.append(UInt8(ascii: " "))
    }
    Self.append(Self.moods[random.below(Self.moods.count)], to: &text)
    text.append(UInt8(ascii: " "))
    append(Self.topics, favourites[random.below(favourites.count)], to: &text, &random)
    Self.append(Self.tails[random.below(Self.tails.count)], to: &text)
  }

  /// The person's own choice, or by chance any other.
  private func append(
    _ choices: [StaticString], _ own: Int, to text: inout [UInt8], _ random: inout SeededGenerator
  ) {
    Self.append(choices[random.bernoulli(loyalty) ? own : random.below(choices.count)], to: &text)
  }

  private static func append(_ word: StaticString, to text: inout [UInt8]) {
    word.withUTF8Buffer { text.append(contentsOf: $0) }
  }
}
