extension Series {
    /// The exponential smoothing with the least AICc, which is what packages choose by themselves; `nil` of fewer periods
    /// than any takes. A forecast lets it compete with others.
    public var smoothingForm: String? {
        let history = history
        return ETSSelection.best(of: ETSSelection.fits(of: history.rates, period: history.period))?.form.name
    }
}
