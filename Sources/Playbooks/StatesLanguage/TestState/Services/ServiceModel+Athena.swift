extension ServiceModel {
    /// What actions of Athena answer, from the service's published API model.
    static let athena = #"""
        startQueryExecution @StartQueryExecutionOutput
        stopQueryExecution @StopQueryExecutionOutput
        @StartQueryExecutionOutput QueryExecutionId:s<1~128>
        @StopQueryExecutionOutput 
        """#
}
