import Attacks
import Engines
import Findings
import Numerics
import Tables

extension EventAudit {
  /// What single sightings and favourite places give away.
  func places(into outcome: inout Outcome) throws {
    try steps.next("\(setting.table): sightings")
    guard events.placing != nil else { return }
    let plan = try ResolutionPlan(events)
    let found = try events.table.visits(
      ResolutionPlan.places(plan.declaredSize), slotSeconds: plan.declaredSlot)
    let declared = VisitResolution(
      sizeMeters: plan.declaredSize, slotSeconds: plan.declaredSlot.map(Int64.init),
      visits: found.visits)
    let centers = plan.declaredSize.map { size in
      found.cellKeys.map { CellGrid(sizeMeters: size).center(of: $0) }
    }
    let map = centers.flatMap { centers in
      plan.declaredSize.flatMap { size in
        AnonymityMap(visits: found.visits, centers: centers, sizeMeters: size)
      }
    }
    outcome.results.append(
      try Unicity.result(
        for: setting, resolutions: plan.resolutions(of: events.table), declared: declared,
        map: map))
    outcome.results.append(
      try UncertainSightings.result(for: setting, resolution: declared, centers: centers ?? []))
    outcome.results.append(
      try TopPlaces.result(
        for: setting, resolutions: plan.sizesOnly(of: events.table), declared: declared))
  }

  /// What the few visits give away of which an adversary would wish to know most.
  func knownVisits(into outcome: inout Outcome) throws {
    try steps.next("\(setting.table): the right visits")
    guard let placing = events.placing else { return }
    let trace = try events.table.trace(of: placing == .coordinates ? .coordinates : .namedPlaces)
    outcome.results.append(try KnownVisits.result(for: setting, trace: trace))
    try steps.next("\(setting.table): noisy sightings")
    guard placing == .coordinates else { return }
    if let result = try NoisyTraces.result(for: setting, trace: trace) {
      outcome.results.append(result)
    }
  }
}
