import Evaluation
public import Findings
import Numerics

/// Finds people by how they write: whose known texts are most like a text without a name.
///
/// Features are characters in a row, words and pairs of words, punctuation, capitals, emoticons and
/// emoji, of any script. Each family gives cosines of log-tf-idf vectors; the families are added
/// after each is brought to one scale over its rows and columns. Nothing is learned from the
/// release. Texts that occur twice are left out: they would tie people without any style.
///
/// **Guarantee** none is claimed: it is a lower bound. Language models find more: 68 % recall at
/// 90 % precision between pseudonymous accounts where counting features finds almost nobody (arXiv
/// 2602.16800).
/// **Source** Koppel, Schler, Argamon, *Authorship attribution in the wild*, LRE 45 (2011), for the
/// characters; Narayanan et al., IEEE S&P 2012, for the normalisation and the gap; Auckenthaler et
/// al. 2000 and Kenny 2010 for the sum.
/// **Cost** one pass over the texts; for each target the candidates that share its features.
/// **Does not protect against** what is said, beside how: names, places, and whatever a reader of
/// the text would recognise.
public enum WritingStyle {
  /// What it is.
  public static let description = AttackDescription(
    id: "style/authorship", title: "How a person writes", channel: .writingStyle,
    risk: .linkability, failureMode: .semanticInference,
    source: "Koppel, Schler, Argamon 2011, LRE 45; Narayanan et al. 2012, IEEE S&P; families of "
      + "features added after cohort normalisation",
    doesNotCover:
      "language models, which find more from what is said (arXiv 2602.16800): the number is a "
      + "lower bound; quotations inside a text; people with few words")

  /// How many words a person needs on each side to be tried, unless told otherwise.
  public static let minimumWords = 50

  /// The experiment within one release: the earlier half of each person's texts is known by name,
  /// the later half is attacked.
  ///
  /// - Parameters:
  ///   - setting: the table and its adversary; at most `targetCount` people are tried, among all.
  ///   - texts: one list of texts for each data subject of the setting.
  ///   - minimumWords: how many words a person needs in each half.
  /// - Throws: `EvaluationError.noTargets` where nobody wrote enough in both halves,
  ///   `EvaluationError.controlShare` where nobody can be held out.
  public static func results(
    for setting: EventSetting, texts: AuthorTexts, minimumWords: Int = WritingStyle.minimumWords
  ) throws -> [AttackResult] {
    precondition(texts.subjectCount == setting.subjectCount, "texts for each data subject")
    let authorship = try AuthorshipCase(
      halvesOf: texts, setting: setting, minimumWords: minimumWords)
    return [
      try AuthorshipExperiment(setting: setting, authorship: authorship, auxiliary: nil).result()
    ]
  }

  /// The experiment with the texts of another party: whom of the release it recognises.
  ///
  /// People of the other party who are not in the release are its control group.
  ///
  /// - Throws: `EvaluationError.noTargets` where nobody with enough words is on both sides.
  public static func results(
    for setting: EventSetting, texts: AuthorTexts, auxiliary: AuxiliaryTexts,
    minimumWords: Int = WritingStyle.minimumWords
  ) throws -> [AttackResult] {
    precondition(texts.subjectCount == setting.subjectCount, "texts for each data subject")
    let authorship = try AuthorshipCase(
      released: texts, auxiliary: auxiliary, setting: setting, minimumWords: minimumWords)
    return [
      try AuthorshipExperiment(
        setting: setting, authorship: authorship, auxiliary: auxiliary.name
      ).result()
    ]
  }
}
