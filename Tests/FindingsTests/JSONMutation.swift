import Foundation

/// A JSON document with one thing changed, and what was changed.
struct JSONMutation {
  let change: String
  let document: Data

  /// Every document that differs from `object` by one key left out, one value of a wrong type, or
  /// one key that the schema does not know.
  static func all(of object: Any) -> [JSONMutation] {
    var found: [JSONMutation] = []
    walk(object, path: "$") { change, changed in
      guard let data = try? JSONSerialization.data(withJSONObject: changed) else { return }
      found.append(JSONMutation(change: change, document: data))
    }
    return found
  }

  /// What stands where a wrong value was put: no message may repeat it.
  static let canary = "078-05-1120"

  /// Whether this is one of the many rates of the fused risk: the inside of two stands for all, as
  /// each is held to be a rate by the changes around it.
  private static func isEnough(_ members: [String: Any], _ path: String) -> Bool {
    members["level"] != nil && members["method"] != nil && path.hasPrefix("$.fused.")
      && !["$.fused.gain", "$.fused.bestChannelSuccess"].contains(path)
  }

  private static func walk(
    _ value: Any, path: String, report: (_ change: String, _ changed: Any) -> Void
  ) {
    if let members = value as? [String: Any], !isEnough(members, path) {
      var extended = members
      extended["unheardOf"] = canary
      report("\(path): a key too many", extended)
      for (key, member) in members.sorted(by: { $0.key < $1.key }) {
        func put(_ new: Any?) -> Any {
          var changed = members
          changed[key] = new
          return changed
        }
        report("\(path).\(key): left out", put(nil))
        report("\(path).\(key): null", put(NSNull()))
        let isText = member is String
        report("\(path).\(key): wrong type", put(isText ? [canary: 1] as Any : canary))
        walk(member, path: "\(path).\(key)") { report($0, put($1)) }
      }
    } else if let elements = value as? [Any] {
      for (index, element) in elements.enumerated() {
        func put(_ new: Any) -> Any {
          var changed = elements
          changed[index] = new
          return changed
        }
        report("\(path)[\(index)]: wrong type", put(element is String ? 1 : canary))
        walk(element, path: "\(path)[\(index)]") { report($0, put($1)) }
      }
    }
  }
}
