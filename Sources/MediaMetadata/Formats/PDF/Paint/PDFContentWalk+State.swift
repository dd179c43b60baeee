extension PDFContentWalk {
  /// An operand.
  enum Operand {
    case number(Double)
    case string(Range<Int>, [UInt8])
    case name(Range<Int>)
    case other
  }

  /// The state that `q` saves.
  struct State {
    var matrix: PDFMatrix
    var text = PDFTextState()
    var font = PDFPaint.Font()
  }
}
