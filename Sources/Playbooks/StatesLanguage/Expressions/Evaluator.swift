import JSON
import QueryLanguages

/// Everything that expressions of one state see while it is executed.
struct Evaluator: Sendable {
    var context: ContextObject
    var variables: Variables
    var now: Timestamp
    var randomness: Randomness
    var limits: EvaluationLimits
    /// `$states.input`: the state's input as it arrived.
    var stateInput: JSON
    /// `$states.result`, once there is one.
    var result: JSON?
    /// `$states.errorOutput`, in a Catcher.
    var errorOutput: JSON?

    /// Why a path gives no value.
    enum Miss: Error {
        case path(JSONPathMiss)
        case variable(String)
        case limit(EvaluationError)

        var reason: String {
            switch self {
            case .path(let miss): miss.reason
            case .variable(let name): "The variable '\(name)' is not defined"
            case .limit(let error): error.description
            }
        }
    }

    /// The value of a path: of the input, of the context object or of a variable.
    func value(of path: JSONPath, in input: JSON) throws(Miss) -> JSON {
        switch path.root {
        case .input:
            return try resolve(path, in: input)
        case .context:
            return try resolve(path, in: context.json)
        case .variable(let name):
            guard let value = variables[name] else { throw .variable(name) }
            return try resolve(path, in: value)
        }
    }

    private func resolve(_ path: JSONPath, in root: JSON) throws(Miss) -> JSON {
        do {
            return try path.resolve(in: root, limits: limits)
        } catch let miss as JSONPathMiss {
            throw .path(miss)
        } catch let error as EvaluationError {
            throw .limit(error)
        } catch {
            throw .limit(EvaluationError(.steps))
        }
    }
}

extension Evaluator {
    /// The input or output filtered by `InputPath`, `OutputPath` or `ItemsPath`.
    func filtered(_ input: JSON, by path: JSONPath) throws(StateError) -> JSON {
        do {
            return try value(of: path, in: input)
        } catch {
            throw .runtime("Invalid path '\(path)' : \(error.reason)")
        }
    }

    /// The value of a path in a template or in a field that names its input when there is none.
    func value(of path: JSONPath, in input: JSON, field: String) throws(StateError) -> JSON {
        do {
            return try value(of: path, in: input)
        } catch .path {
            let root = path.root == .context ? context.json : input
            throw .runtime(
                "The JSONPath '\(path)' specified for the field '\(field)' could not be found in the input '\(root)'")
        } catch {
            throw .runtime(
                "The JSONPath '\(path)' specified for the field '\(field)' cannot be evaluated: \(error.reason)")
        }
    }
}
