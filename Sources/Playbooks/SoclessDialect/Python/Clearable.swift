/// Something that other things are put into.
protocol Clearable: AnyObject {
    func clear()
}
