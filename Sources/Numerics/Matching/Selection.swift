extension Array {
  /// Moves the `count` least elements to the front, in no order, and returns the largest of them.
  ///
  /// - Precondition: 1 <= `count` <= the number of elements.
  /// - Complexity: O(elements) on average.
  /// - Source: Hoare, Algorithm 65 (Find), CACM 4 (1961), with the median of three as pivot.
  @inline(__always)
  mutating func moveLeast(_ count: Int, by isLess: (Element, Element) -> Bool) -> Element {
    var low = 0
    var high = self.count - 1
    let wanted = count - 1
    while low < high {
      let middle = low + (high - low) / 2
      if isLess(self[middle], self[low]) { swapAt(middle, low) }
      if isLess(self[high], self[low]) { swapAt(high, low) }
      if isLess(self[high], self[middle]) { swapAt(high, middle) }
      let pivot = self[middle]
      var left = low
      var right = high
      while left <= right {
        while isLess(self[left], pivot) { left += 1 }
        while isLess(pivot, self[right]) { right -= 1 }
        if left <= right {
          swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if wanted <= right {
        high = right
      } else if wanted >= left {
        low = left
      } else {
        break
      }
    }
    return self[wanted]
  }
}
