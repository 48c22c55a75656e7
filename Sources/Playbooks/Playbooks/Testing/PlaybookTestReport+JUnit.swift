/// JUnit's XML, which build servers read.
///
/// One `testsuite` for the case file, a `testcase` per case with the playbook as its class; `time` is the virtual
/// duration. The states that were never entered are properties of the suite.
extension PlaybookTestReport {
    /// The report as JUnit's XML, which build servers read.
    public var junit: String {
        let failures = results.count { !$0.passed }
        let time = seconds(results.reduce(0) { $0 + $1.seconds })
        let counts = "tests=\"\(results.count)\" failures=\"\(failures)\" errors=\"0\" skipped=\"0\" time=\"\(time)\""
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites \(counts)>",
            "  <testsuite name=\"\(XMLText.escaped(file))\" \(counts)>", "    <properties>",
            "      <property name=\"states\" value=\"\(states.count)\"/>",
            "      <property name=\"states.entered\" value=\"\(states.count - neverEntered.count)\"/>",
            "      <property name=\"states.never_entered\" value=\"\(XMLText.escaped(neverEntered.joined(separator: " ")))\"/>",
            "    </properties>",
        ]
        for result in results { lines += testCase(result) }
        lines += ["  </testsuite>", "</testsuites>", ""]
        return lines.joined(separator: "\n")
    }

    private func testCase(_ result: Result) -> [String] {
        let line = result.position.map { " line=\"\($0.line)\"" } ?? ""
        let start =
            "    <testcase classname=\"\(XMLText.escaped(playbook))\" name=\"\(XMLText.escaped(result.name))\""
            + " file=\"\(XMLText.escaped(file))\"\(line) time=\"\(seconds(result.seconds))\""
        guard let first = result.failures.first else { return [start + "/>"] }
        return [
            start + ">",
            "      <failure message=\"\(XMLText.escaped(first))\">\(XMLText.escaped(result.failures.joined(separator: "\n")))</failure>",
            "    </testcase>",
        ]
    }

    private func seconds(_ value: Double) -> String {
        let milliseconds = Int((value * 1000).rounded())
        let rest = String(milliseconds % 1000)
        return "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }
}

/// Text in XML: marks as entities, and without the characters that XML 1.0 has no form for.
enum XMLText {
    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "\n": result.append(contentsOf: "&#10;".unicodeScalars)
            case "\t", "\r": result.append(" ")
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
                result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
