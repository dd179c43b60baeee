import Findings
import Foundation
import MediaMetadata
import TestSupport
import Testing

@testable import Pipelines
