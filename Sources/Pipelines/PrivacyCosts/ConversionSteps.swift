import DifferentialPrivacy
import Findings
import Foundation
import Tables

/// The conversions that costs rest on, each with the place where it is proven.
extension PrivacyCosts.Step {
  private static func text(_ value: Double) -> String { String(format: "%.6g", value) }

  static func laplace(_ epsilon: Double) -> Self {
    Self(
      "Laplace noise: epsilon = sensitivity / scale = \(text(epsilon))",
      source: "Dwork, McSherry, Nissim and Smith 2006")
  }

  static func discreteLaplace(_ epsilon: Double) -> Self {
    Self(
      "discrete Laplace noise: epsilon = sensitivity / scale = \(text(epsilon))",
      source: "Ghosh, Roughgarden and Sundararajan 2009")
  }

  static func gaussian(_ mu: Double) -> Self {
    Self(
      "Gaussian noise: mu-GDP with mu = sensitivity / sigma = \(text(mu)), exactly",
      source: "Balle and Wang 2018 (arXiv:1805.06530); Dong, Roth and Su 2022")
  }

  static let zCDPOfGaussian = Self(
    "Gaussian noise: rho = mu^2 / 2, divergence mu^2 a / 2 at order a",
    source: "Bun and Steinke 2016 (arXiv:1605.02065); Mironov 2017 (arXiv:1702.07476)")

  static func discreteGaussian(_ rho: Double) -> Self {
    Self(
      "discrete Gaussian noise: rho = sensitivity^2 / (2 sigma^2) = \(text(rho))",
      source: "Canonne, Kamath and Steinke 2020 (arXiv:2004.00010)")
  }

  static func randomizedResponse(_ epsilon: Double) -> Self {
    Self(
      "randomized response: the truth's odds give epsilon = \(text(epsilon))",
      source: "Warner 1965; Kairouz, Oh and Viswanath 2016")
  }

  static func exponential(_ epsilon: Double) -> Self {
    Self(
      "the exponential mechanism: epsilon = \(text(epsilon))",
      source: "McSherry and Talwar 2007")
  }

  static let boundedRange = Self(
    "its loss has a range of epsilon: rho = epsilon^2 / 8",
    source: "Cesar and Rogers 2021 (arXiv:2004.07223)")

  static let zCDPOfPure = Self(
    "epsilon-DP: rho = epsilon^2 / 2", source: "Bun and Steinke 2016 (arXiv:1605.02065)")

  static let worstPair = Self(
    "loss distribution: that of the worst mechanism with this epsilon and delta",
    source: "Kairouz, Oh and Viswanath 2015 (arXiv:1311.0776)")

  static let pairOfItsOwn = Self(
    "loss distribution: the mechanism's own",
    source: "Doroshenko et al. 2022 (arXiv:2207.04380)")

  static let divergencesOfZCDP = Self(
    "rho-zCDP: divergence at most rho a at every order a",
    source: "Bun and Steinke 2016 (arXiv:1605.02065)")

  static let twiceTheNorm = Self(
    "a gradient replaced by another moves the sum by up to twice the clipping norm",
    source: "triangle inequality; google/differential-privacy issue 378")

  static func amplified(_ sampling: PlannedRelease.Sampling, _ epsilon: Double) -> Self {
    let way =
      switch sampling {
      case .poisson: "Poisson sample"
      case .withoutReplacement: "batch without replacement"
      }
    return Self(
      "\(way) at rate q: log(1 + q (e^epsilon - 1)) = \(text(epsilon)), q delta",
      source: "Balle, Barthe and Gaboardi 2018 (arXiv:1807.01647)")
  }

  static let sampledDivergence = Self(
    "Poisson-sampled Gaussian noise: its Renyi divergence at every order",
    source: "Mironov, Talwar and Zhang 2019 (arXiv:1908.10530)")

  static let sampledPair = Self(
    "Poisson-sampled Gaussian noise: its dominating pair",
    source: "Zhu, Dong and Wang 2022 (arXiv:2106.08567)")

  static let fixedBatch = Self(
    "Gaussian noise on a batch without replacement: a bound on its Renyi divergence",
    source: "Wang, Balle and Kasiviswanathan 2019 (arXiv:1808.00087)")

  static let scaledGroup = Self(
    "each release counted with a sensitivity as many times as large (for epsilon, mu: times the "
      + "size; rho: its square)",
    source: "Vadhan 2017 (doi:10.1007/978-3-319-57048-8_7); Bun and Steinke 2016")

  static let curveGroup = Self(
    "k epsilon(delta') where delta' (e^(k epsilon) - 1)/(e^epsilon - 1) is at most delta",
    source: "Vadhan 2017 (doi:10.1007/978-3-319-57048-8_7)")
}

extension PrivacyAccountant.Notion {
  /// The theorem behind a total in it.
  var source: String {
    switch self {
    case .basic: "Dwork and Roth 2014 (doi:10.1561/0400000042): epsilons and deltas add up"
    case .concentrated:
      "Bun and Steinke 2016: rhos add up; conversion of Canonne, Kamath and Steinke 2020"
    case .gaussian: "Dong, Roth and Su 2022 (doi:10.1111/rssb.12454): squares of mu add up, exactly"
    case .renyi:
      "Mironov 2017: divergences add up; conversion of Canonne, Kamath and Steinke 2020"
    case .privacyLoss:
      "Koskela, Jälkö and Honkela 2020; Doroshenko et al. 2022: losses are convolved, rounded up"
    }
  }
}
