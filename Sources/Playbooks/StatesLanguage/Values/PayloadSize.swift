import JSON

/// How many bytes a value takes as compact JSON text, counted without writing it.
///
/// Counting stops soon after `limit`: the answer is then some number above it.
func payloadSize(_ value: JSON, limit: Int = .max) -> Int {
    var counter = PayloadCounter(limit: limit)
    counter.add(value)
    return counter.bytes
}

private struct PayloadCounter {
    let limit: Int
    var bytes = 0

    mutating func add(_ value: JSON) {
        switch value {
        case .null: bytes += 4
        case .bool(let value): bytes += value ? 4 : 5
        case .number(let number): bytes += number.text.utf8.count
        case .string(let string): add(string)
        case .array(let elements):
            bytes += 2 + max(elements.count - 1, 0)
            for element in elements {
                guard bytes <= limit else { return }
                add(element)
            }
        case .object(let object):
            bytes += 2 + max(object.count - 1, 0)
            for (key, value) in object {
                guard bytes <= limit else { return }
                add(key)
                bytes += 1
                add(value)
            }
        }
    }

    private mutating func add(_ string: String) {
        bytes += string.utf8.count + 2
        for byte in string.utf8 where byte < 0x20 || byte == 0x22 || byte == 0x5C {
            switch byte {
            case 0x08, 0x09, 0x0A, 0x0C, 0x0D, 0x22, 0x5C: bytes += 1
            default: bytes += 5
            }
        }
    }
}
