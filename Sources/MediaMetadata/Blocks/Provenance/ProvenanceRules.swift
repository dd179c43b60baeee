/// The table of keys in claims and assertions.
///
/// **Source**: C2PA Technical Specification 2.1, chapters 10, 11, 18; schema.org; CAWG Identity
/// Assertion 1.1; keys of Exif and IPTC as in `XMPRules`.
enum ProvenanceRules {
  /// What a key discloses, nil where no list knows it.
  ///
  /// `parent` is the rule of the key around it, which holds for a list's plain members.
  static func rule(of key: String, within parent: XMPRule?) -> XMPRule? {
    // A program has a name too; a name of nothing in particular is content.
    if key == "name" {
      if parent?.category == .software { return parent }
      if parent == nil { return named["title"] }
    }
    if let known = named[key] { return known }
    guard let colon = key.firstIndex(of: ":") else { return nil }
    let local = key[key.index(after: colon)...]
    let name = XMPName(
      prefix: nil, local: String(local), written: key, isBare: false)
    guard name.isShowable else { return nil }
    let prefix = String(key[..<colon])
    let known = ["EXIF": "exif", "Exif": "exif", "TIFF": "tiff", "IPTC": "Iptc4xmpCore"]
    return XMPRule.rule(of: known[prefix] ?? prefix, String(local), within: nil)
  }

  /// Whether a box's label is one of the standard's, and no one's own words or ids.
  static func isStandard(label: String) -> Bool {
    guard label.utf8.count <= 64, !label.contains(":") else { return false }
    let stem = label.prefix { $0 != "_" || label.hasPrefix("stds") }
    return label == "c2pa" || labels.contains(String(stem))
      || labels.contains {
        label.hasPrefix($0 + "__") && label.dropFirst($0.count + 2).allSatisfy(\.isNumber)
      }
  }

  private static let labels: Set<String> = [
    "c2pa.claim", "c2pa.claim.v2", "c2pa.signature", "c2pa.assertions", "c2pa.credentials",
    "c2pa.databoxes", "c2pa.data", "c2pa.actions", "c2pa.actions.v2", "c2pa.hash.data",
    "c2pa.hash.bmff", "c2pa.hash.bmff.v2", "c2pa.hash.bmff.v3", "c2pa.hash.boxes",
    "c2pa.hash.collection.data", "c2pa.soft-binding", "c2pa.cloud-data", "c2pa.ingredient",
    "c2pa.ingredient.v2", "c2pa.ingredient.v3", "c2pa.thumbnail.claim",
    "c2pa.thumbnail.claim.jpeg", "c2pa.thumbnail.claim.png", "c2pa.thumbnail.ingredient",
    "c2pa.thumbnail.ingredient.jpeg", "c2pa.thumbnail.ingredient.png", "c2pa.metadata",
    "c2pa.training-mining", "c2pa.time-stamp", "c2pa.certificate-status", "c2pa.asset-ref",
    "c2pa.asset-type", "c2pa.depthmap.GDepth", "c2pa.embedded-data", "c2pa.external-reference",
    "stds.exif", "stds.iptc", "stds.iptc.photo-metadata", "stds.schema-org.CreativeWork",
    "stds.schema-org.ClaimReview", "cawg.identity", "cawg.metadata", "cawg.training-mining",
    "c2pa.font.info", "adobe.crypto.addresses", "adobe.beta", "c2pa.session-keys",
  ]

  private static let named: [String: XMPRule] = {
    var result: [String: XMPRule] = [:]
    for row in rows {
      for name in row.names.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        result[String(name)] = row.rule
      }
    }
    return result
  }()

  private static let rows: [XMPRuleRow] = [
    XMPRuleRow(
      .person, .high, "who made it, or stands behind it",
      """
      author creator credential credentials identifier username verifiedIdentities identity
      publisher copyright copyrightHolder copyrightNotice actors sameAs email provider
      signer_payload signer name reviewedBy role organization contributor kid address uri
      """),
    XMPRuleRow(
      .place, .high, "where it was taken", "location latitude longitude contentLocation"),
    XMPRuleRow(
      .time, .medium, "when it was made or changed",
      """
      when dateTime dateCreated datePublished dateModified verifiedAt signedAt genTime time
      timestamp created modified
      """),
    XMPRuleRow(
      .software, .medium, "the program that made or changed it",
      """
      claim_generator claim_generator_info claim_generator_hints softwareAgent softwareAgents
      version operating_system generator org.cai.c2pa_rs org.contentauth.c2pa_rs specVersion
      softwareAgentIndex
      """),
    XMPRuleRow(
      .software, .medium, "what was done to it",
      """
      action actions digitalSourceType changed parameters description reason changes
      digital_source_type allActionsIncluded templates
      """),
    XMPRuleRow(
      .identifier, .high, "an id that ties it to other files",
      """
      instanceID instanceId instance_id documentID documentId document_id xmp:instanceID
      xmpMM:DocumentID xmpMM:InstanceID manifestId activeManifest redacted_assertions c2pa_manifest
      data_hash value blocks references provenance url nonce issuerSerial
      """),
    XMPRuleRow(
      .identifier, .medium, "a digest by which it can be recognised",
      "hash hashes merkle initHash x5t sigTst sigTst2 tstTokens val rVals ocspVals"),
    XMPRuleRow(
      .content, .high, "what someone wrote about it",
      """
      dc:title title keywords headline caption text informationalUri thumbnail ingredients
      ingredient ingredientIds data reference image about
      """),
    XMPRuleRow(
      .software, .low, "how the statement is built",
      """
      alg alg_soft format dc:format relationship @context @type @id signature assertions
      created_assertions gathered_assertions ingredientClaims exclusions start length pad pad1 pad2
      type types entries use xpath names protected unprotected payload x5chain label metadata
      contentType sig_type referenced_assertions validationStatus validationResults code success
      informational failure explanation constraint_info c2pa.ai_generative_training
      c2pa.ai_inference c2pa.ai_training c2pa.data_mining c2pa.ai_model_training
      cawg.ai_generative_training cawg.ai_inference cawg.data_mining cawg.ai_model_training
      unique_id localId uniqueId count fixedBlockSize offset exact box_range scope icon
      dataTypes dataSource reviewRatings sources claimSignature ingredientDeltas localVersion
      """),
  ]
}
