import JSON
import OrderedCollections

extension JSONataMachine {
    func evaluate(
        path: JSONataPath, of node: JSONataNode, _ input: JSONataValue, _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        if let names = path.names, node.group == nil {
            return try evaluate(names: names, of: path, input, frame)
        }
        return try evaluate(path: path, of: node, from: 0, first(path, input), frame)
    }

    /// What the first step goes over: absolute paths take an array for one value.
    private func first(_ path: JSONataPath, _ input: JSONataValue) -> JSONataValue {
        if input.isArray, !path.steps[0].node.isVariable { return input }
        return .array(JSONataArray([input], isSequence: true))
    }

    /// Goes down objects by names alone, and on as other paths do where it meets an array.
    private func evaluate(
        names: [String], of path: JSONataPath, _ input: JSONataValue, _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        var current = try path.head.map { (head) throws(JSONataError) in try evaluate(head, input, frame) } ?? input
        let offset = path.steps.count - names.count
        for (index, name) in names.enumerated() {
            switch current {
            case .json(.object(let object)):
                guard let member = object[name] else { return .undefined }
                current = .json(member)
            case .object(let object):
                guard let member = object.members[name] else { return .undefined }
                current = member
            case .array, .json(.array):
                return try evaluate(path: path, of: nil, from: index + offset, current, frame)
            default: return .undefined
            }
        }
        if case .array(let array) = current, array.isSequence {
            return .array(JSONataArray(array.elements, isSequence: true))
        }
        return current
    }

    private func evaluate(
        path: JSONataPath, of node: JSONataNode?, from start: Int, _ input: JSONataValue, _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        var sequence = input
        var result = JSONataValue.undefined
        var tuples: [JSONataTuple]?
        var isTupleStream = false
        for index in start..<path.steps.count {
            let step = path.steps[index]
            if step.isTuple { isTupleStream = true }
            if index == 0, step.isConstructor {
                result = try evaluate(step.node, sequence, frame)
            } else if isTupleStream {
                tuples = try evaluate(tupleStep: step, sequence, tuples, frame)
            } else {
                result = try evaluate(step: step, sequence, frame, isLast: index == path.steps.count - 1)
            }
            if !isTupleStream, result.isEmptyOrUndefined { break }
            if step.focus == nil { sequence = result }
        }
        if isTupleStream {
            let tuples = tuples ?? []
            result =
                path.isTuple
                ? .tuples(JSONataTuples(tuples)) : .array(JSONataArray(tuples.map(\.value), isSequence: true))
            if let pairs = node?.group { return try group(.tuples(JSONataTuples(tuples)), by: pairs, frame) }
        }
        if path.keepsSingleton, case .array(var array) = result {
            if array.isConstructed, !array.isSequence {
                array = JSONataArray([result], isSequence: true)
                result = .array(array)
            }
            array.keepsSingleton = true
        }
        if let pairs = node?.group { return try group(result, by: pairs, frame) }
        return result
    }

    // MARK: - Steps

    private func evaluate(
        step: JSONataStep, _ input: JSONataValue, _ frame: JSONataFrame, isLast: Bool
    ) throws(JSONataError) -> JSONataValue {
        if case .sort(let terms) = step.node.kind {
            var result = try sort(input.asElements, by: terms, frame)
            for case .filter(let predicate) in step.stages { result = try filter(result, by: predicate, frame) }
            return result
        }
        if case .name(let name) = step.node.kind, step.isPlain {
            return try evaluate(name: name, input, isLast: isLast)
        }
        var results: [JSONataValue] = []
        for item in input.asElements {
            var value = try evaluate(step.node, item, frame)
            for case .filter(let predicate) in step.stages { value = try filter(value, by: predicate, frame) }
            if !value.isUndefined { results.append(value) }
        }
        if isLast, results.count == 1, results[0].isPlainArray { return results[0] }
        let sequence = JSONataArray(isSequence: true)
        for result in results { try flatten(result, into: sequence) }
        return .array(sequence)
    }

    /// A step that is a name, for every element.
    private func evaluate(name: String, _ input: JSONataValue, isLast: Bool) throws(JSONataError) -> JSONataValue {
        let sequence = JSONataArray(isSequence: true)
        var only = JSONataValue.undefined
        var count = 0
        func take(_ value: JSONataValue) throws(JSONataError) {
            guard !value.isUndefined else { return }
            count += 1
            only = value
            try flatten(value, into: sequence)
        }
        switch input {
        case .json(.array(let elements)):
            try step(elements.count)
            for element in elements {
                if case .object(let object) = element {
                    if let member = object[name] { try take(.json(member)) }
                } else {
                    try take(Self.normalized(try member(name, of: .json(element))))
                }
            }
        default:
            for element in input.asElements {
                try step()
                try take(Self.normalized(try member(name, of: element)))
            }
        }
        if isLast, count == 1, only.isPlainArray { return only }
        return .array(sequence)
    }

    /// Appends a result to a sequence: arrays lose their brackets, unless they were constructed in the path.
    private func flatten(_ value: JSONataValue, into sequence: JSONataArray) throws(JSONataError) {
        if case .array(let array) = value, array.isConstructed {
            sequence.append(value)
        } else {
            try append(value, to: sequence)
        }
        try check(count: sequence.elements.count)
    }

    private func evaluate(
        tupleStep step: JSONataStep, _ input: JSONataValue, _ bindings: [JSONataTuple]?, _ frame: JSONataFrame
    ) throws(JSONataError) -> [JSONataTuple] {
        var result: [JSONataTuple] = []
        if case .sort(let terms) = step.node.kind {
            if let bindings {
                result = try sort(bindings, by: terms, frame)
            } else {
                result = try sort(input.asElements, by: terms, frame).asElements.map(JSONataTuple.init)
                if let position = step.position {
                    for index in result.indices { result[index].bind(position, .int(index)) }
                }
            }
        } else {
            for tuple in bindings ?? input.asElements.map(JSONataTuple.init) {
                let inner = JSONataFrame(parent: frame, bindings: tuple.bindings)
                let value = try evaluate(step.node, tuple.value, inner)
                if case .tuples(let stream) = value {
                    for other in stream.tuples {
                        var merged = tuple
                        merged.merge(other)
                        result.append(merged)
                    }
                    continue
                }
                for (index, item) in value.asElements.enumerated() {
                    result.append(Self.extend(tuple, with: item, at: index, step))
                }
                try self.step(result.count >> 3)
                try check(count: result.count)
            }
        }
        for stage in step.stages {
            switch stage {
            case .filter(let predicate):
                guard case .tuples(let kept) = try filter(.tuples(JSONataTuples(result)), by: predicate, frame) else {
                    continue
                }
                result = kept.tuples
            case .position(let name):
                for index in result.indices { result[index].bind(name, .int(index)) }
            }
        }
        return result
    }

    private static func extend(
        _ tuple: JSONataTuple, with item: JSONataValue, at index: Int, _ step: JSONataStep
    ) -> JSONataTuple {
        var result = tuple
        if let focus = step.focus {
            result.bind(focus, item)
        } else {
            result.value = item
        }
        if let position = step.position { result.bind(position, .int(index)) }
        if let ancestor = step.ancestor { result.bind(ancestor, tuple.value) }
        return result
    }
}

extension JSONataValue {
    /// Whether a path ends with it.
    fileprivate var isEmptyOrUndefined: Bool {
        switch self {
        case .undefined: true
        case .array(let array): array.elements.isEmpty
        case .json(.array(let elements)): elements.isEmpty
        default: false
        }
    }

    /// Whether it is an array and no sequence.
    var isPlainArray: Bool {
        switch self {
        case .json(.array): true
        case .array(let array): !array.isSequence
        default: false
        }
    }
}
