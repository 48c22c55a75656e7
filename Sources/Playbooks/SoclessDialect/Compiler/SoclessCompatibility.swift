/// Whether SOCless's defects are mended or kept.
///
/// | where | `corrected` | `recorded` |
/// | --- | --- | --- |
/// | validation | every problem is an error before anything is compiled | nothing is validated; what SOCless would ignore is ignored |
/// | `Map` | compiled, its states like those of a branch | the state vanishes |
/// | failure handler | catches `States.ALL`, also time-outs; not added behind a catcher of `States.ALL` | catches `States.TaskFailed` only |
/// | default retry | stands before a retrier of `States.ALL`, which must be the last one | stands last |
/// | merge state | a name of at most 80 characters that no other state has; no empty `Catch` | cut at 128, may replace a state |
/// | branches | keep their `Comment` | lose it |
/// | `Interaction` without `Parameters` | `Parameters: {}` | `Parameters` are missing at run time |
/// | strings of parameters | keep their type: `"007"` and `"123"` stay text | pass through Python's `literal_eval` |
/// | `$.path!json` | reads the value as JSON | becomes the literal text of a broken template |
/// | a key that is missing | is an error always | is an error only inside text or below another missing key |
/// | `context.x.items` | the member `items`, when there is one | the method of Python's dictionary |
/// | template that does not parse | is an error that says where | becomes literal text |
public enum SoclessCompatibility: Sendable, Hashable {
    /// The better behaviour; what everything uses that says nothing else.
    case corrected
    /// SOCless's behaviour with its defects, as it was recorded.
    case recorded
}
