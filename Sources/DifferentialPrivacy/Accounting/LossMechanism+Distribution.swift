import Glibc

extension LossMechanism {
  /// The loss distributions on a grid.
  func distributions(interval: Double, estimate: LossEstimate) -> LossDirections {
    switch self {
    case .gaussian(let deviation):
      Self.gaussian(deviation, rate: 1, opposed: false, interval, estimate)
    case .subsampledGaussian(let deviation, let rate, let neighbours):
      Self.gaussian(deviation, rate: rate, opposed: neighbours == .substitute, interval, estimate)
    case .laplace(let scale): Self.laplace(1 / scale, interval, estimate)
    case .discreteLaplace(let scale, let sensitivity):
      Self.discreteLaplace(scale, sensitivity, interval, estimate)
    case .discreteGaussian(let variance, let sensitivity):
      Self.discreteGaussian(variance, sensitivity, interval, estimate)
    case .randomizedResponse(let epsilon, let categories):
      Self.randomizedResponse(epsilon, categories, interval, estimate)
    case .approximate(let epsilon, let delta):
      Self.approximate(epsilon, delta, interval, estimate)
    case .outcomes(let first, let second):
      LossDirections(
        forward: Self.outcomes(first, second, interval, estimate),
        backward: Self.outcomes(second, first, interval, estimate))
    }
  }

  private static func gaussian(
    _ deviation: Double, rate: Double, opposed: Bool, _ interval: Double, _ estimate: LossEstimate
  ) -> LossDirections {
    let cells = GaussianCells(deviation: deviation, rate: rate, opposed: opposed)
    let loss = GaussianLoss(cells: cells, interval: interval)
    let isSymmetric = opposed || rate == 1
    if estimate == .pessimistic {
      let (forward, backward) = loss.pessimistic()
      return LossDirections(forward: forward, backward: isSymmetric ? nil : backward)
    }
    return LossDirections(
      forward: loss.optimisticForward(), backward: isSymmetric ? nil : loss.optimisticBackward())
  }

  /// Symmetric: the loss is the greatest with probability 1/2, the least with e^-a / 2, and has
  /// the density e^(-(a - l)/2) / 4 between, a = sensitivity / scale.
  ///
  /// Over [g - w, g + v] around a grid point g the integrals of that density times 1 - e^(g - l)
  /// have closed forms; over a symmetric piece it vanishes, so merging outcomes to grid points is
  /// exact there.
  private static func laplace(_ greatest: Double, _ interval: Double, _ estimate: LossEstimate)
    -> LossDirections
  {
    let ends = [
      LossAtom(probability: 0.5, loss: greatest),
      LossAtom(probability: exp(-greatest) / 2, loss: -greatest),
    ]
    let atoms = LossDistribution.atoms(ends, infinite: 0, interval: interval, estimate: estimate)
    let last = Int((greatest / interval).rounded(.up)) + 1
    var grid = LossGrid(interval: interval, lowest: -last - 1, highest: last + 1)
    for index in -last...last {
      let point = Double(index) * interval
      let density = exp((point - greatest) / 2) / 4
      if estimate == .pessimistic {
        let (start, end) = (max(point, -greatest), min(point + interval, greatest))
        guard end > start else { continue }
        let high = density * (rise(end - point) - rise(start - point)) / -expm1(-interval)
        let next = density * exp(interval / 2)
        let (from, to) = (start - point - interval, end - point - interval)
        let low = next * (rise(from) - rise(to)) / expm1(interval)
        grid.add(max(0, high), at: index + 1)
        grid.add(max(0, low), at: index)
      } else {
        let (start, end) = (
          max(point - interval / 2, -greatest), min(point + interval / 2, greatest)
        )
        guard end > start else { continue }
        let mass = 2 * density * (exp((start - point) / 2) * expm1((end - start) / 2))
        let isWhole = (start - point) + (end - point) >= 0
        grid.add(mass, at: isWhole ? index : index - 1)
      }
    }
    for (index, mass) in atoms.masses.enumerated() { grid.add(mass, at: atoms.lowest + index) }
    // The closed forms subtract terms of the second order of the interval from each other.
    return LossDirections(
      forward: grid.finished(
        estimate, massError: 0x1p-44, lossError: atoms.lossError + 0x1p-50 * (1 + greatest)),
      backward: nil)
  }

  /// The integral from 0 to t of e^(x/2) (1 - e^-x) = 2 (e^(t/2) + e^(-t/2)) - 4 = 8 sinh^2(t/4).
  private static func rise(_ t: Double) -> Double {
    let half = sinh(t / 4)
    return 8 * half * half
  }

  /// Losses (|k - s| - |k|)/b: +-s/b and, every second step, between.
  private static func discreteLaplace(
    _ scale: Double, _ sensitivity: Int, _ interval: Double, _ estimate: LossEstimate
  ) -> LossDirections {
    // P[X = k] = tanh(1/2b) e^(-|k|/b); P[X <= 0] = 1/(1 + e^(-1/b)).
    let base = exp(-1 / scale)
    let peak = tanh(0.5 / scale)
    var atoms = [LossAtom(probability: 1 / (1 + base), loss: Double(sensitivity) / scale)]
    for k in 1..<max(sensitivity, 1) {
      let loss = Double(sensitivity - 2 * k) / scale
      atoms.append(LossAtom(probability: peak * exp(-Double(k) / scale), loss: loss))
    }
    let tail = exp(-Double(sensitivity) / scale) / (1 + base)
    atoms.append(LossAtom(probability: tail, loss: -Double(sensitivity) / scale))
    return symmetric(atoms, interval, estimate)
  }

  /// P[X = k] proportional to e^(-k^2 / 2v), against the same moved by s: losses s (s - 2k) / 2v.
  private static func discreteGaussian(
    _ variance: Double, _ sensitivity: Int, _ interval: Double, _ estimate: LossEstimate
  ) -> LossDirections {
    let reach = Int((13 * variance.squareRoot()).rounded(.up)) + 1
    let weights = (0...reach).map { exp(-Double($0) * Double($0) / (2 * variance)) }
    let total = 2 * weights.reversed().reduce(0, +) - 1
    let atoms = (-reach...reach).map { k in
      LossAtom(
        probability: weights[abs(k)] / total,
        loss: Double(sensitivity) * Double(sensitivity - 2 * k) / (2 * variance))
    }
    // Beyond 13 standard deviations and one lies less than 2^-120; the sum errs by its roundings.
    let infinite = estimate == .pessimistic ? 0x1p-118 : 0
    return symmetric(
      atoms, interval, estimate, infinite: infinite, massError: 0x1p-53 * Double(reach + 400))
  }

  private static func symmetric(
    _ atoms: [LossAtom], _ interval: Double, _ estimate: LossEstimate, infinite: Double = 0,
    massError: Double = 0x1p-46
  ) -> LossDirections {
    let greatest = atoms.map { abs($0.loss) }.max() ?? 0
    return LossDirections(
      forward: .atoms(
        atoms, infinite: infinite, interval: interval, estimate: estimate, massError: massError,
        lossError: 4 * 0x1p-53 * greatest), backward: nil)
  }

  private static func randomizedResponse(
    _ epsilon: Double, _ categories: Int, _ interval: Double, _ estimate: LossEstimate
  ) -> LossDirections {
    let truth = 1 / (1 + Double(categories - 1) * exp(-epsilon))
    let other = truth * exp(-epsilon)
    let atoms = [
      LossAtom(probability: truth, loss: epsilon), LossAtom(probability: other, loss: -epsilon),
      LossAtom(probability: Double(categories - 2) * other, loss: 0),
    ]
    return symmetric(atoms, interval, estimate)
  }

  /// Every (epsilon, delta)-DP mechanism is a post-processing of this one (Kairouz, Oh and
  /// Viswanath 2015, arXiv:1311.0776, theorem 3.1).
  private static func approximate(
    _ epsilon: Double, _ delta: Double, _ interval: Double, _ estimate: LossEstimate
  ) -> LossDirections {
    let truth = (1 - delta) / (1 + exp(-epsilon))
    let atoms = [
      LossAtom(probability: truth, loss: epsilon),
      LossAtom(probability: truth * exp(-epsilon), loss: -epsilon),
    ]
    return symmetric(atoms, interval, estimate, infinite: delta)
  }

  private static func outcomes(
    _ first: [Double], _ second: [Double], _ interval: Double, _ estimate: LossEstimate
  ) -> LossDistribution {
    var atoms = [LossAtom]()
    var infinite = 0.0
    for (p, q) in zip(first, second) where p > 0 {
      if q > 0 {
        atoms.append(LossAtom(probability: p, loss: log(p) - log(q)))
      } else {
        infinite += p
      }
    }
    let greatest = atoms.reduce(0) { max($0, abs($1.loss)) } + 1500
    let error = Double(first.count) * 0x1p-53
    return .atoms(
      atoms, infinite: infinite * (estimate == .pessimistic ? 1 + error : 1 - error),
      interval: interval, estimate: estimate, massError: 0x1p-46, lossError: 4 * 0x1p-53 * greatest)
  }
}
