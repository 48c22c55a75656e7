extension ServiceModel {
    /// What actions of DynamoDB answer, from the service's published API model.
    static let dynamoDB = #"""
        getItem @GetItemOutput
        putItem @PutItemOutput
        updateItem @UpdateItemOutput
        deleteItem @DeleteItemOutput
        query @QueryOutput
        scan @ScanOutput
        batchGetItem @BatchGetItemOutput
        batchWriteItem @BatchWriteItemOutput
        describeTable @DescribeTableOutput
        transactWriteItems @TransactWriteItemsOutput
        @GetItemOutput Item:{@AttributeValue,ConsumedCapacity:@ConsumedCapacity
        @AttributeValue S:s,N:s,B:s,SS:[s,NS:[s,BS:[s,M:{@AttributeValue,L:[@AttributeValue,NULL:b,BOOL:b
        @ConsumedCapacity TableName:s<1~1024>,CapacityUnits:n,ReadCapacityUnits:n,WriteCapacityUnits:n,\#
        Table:@Capacity,LocalSecondaryIndexes:{@Capacity,GlobalSecondaryIndexes:{@Capacity
        @Capacity ReadCapacityUnits:n,WriteCapacityUnits:n,CapacityUnits:n
        @PutItemOutput Attributes:{@AttributeValue,ConsumedCapacity:@ConsumedCapacity,\#
        ItemCollectionMetrics:@ItemCollectionMetrics
        @ItemCollectionMetrics ItemCollectionKey:{@AttributeValue,SizeEstimateRangeGB:[n
        @UpdateItemOutput Attributes:{@AttributeValue,ConsumedCapacity:@ConsumedCapacity,\#
        ItemCollectionMetrics:@ItemCollectionMetrics
        @DeleteItemOutput Attributes:{@AttributeValue,ConsumedCapacity:@ConsumedCapacity,\#
        ItemCollectionMetrics:@ItemCollectionMetrics
        @QueryOutput Items:[{@AttributeValue,Count:n,ScannedCount:n,LastEvaluatedKey:{@AttributeValue,\#
        ConsumedCapacity:@ConsumedCapacity
        @ScanOutput Items:[{@AttributeValue,Count:n,ScannedCount:n,LastEvaluatedKey:{@AttributeValue,\#
        ConsumedCapacity:@ConsumedCapacity
        @BatchGetItemOutput Responses:{[{@AttributeValue,UnprocessedKeys:{@KeysAndAttributes,\#
        ConsumedCapacity:[@ConsumedCapacity
        @KeysAndAttributes Keys!:[{@AttributeValue,AttributesToGet:[s<~65535>,ConsistentRead:b,\#
        ProjectionExpression:s,ExpressionAttributeNames:{s<~65535>
        @BatchWriteItemOutput UnprocessedItems:{[@WriteRequest,\#
        ItemCollectionMetrics:{[@ItemCollectionMetrics,ConsumedCapacity:[@ConsumedCapacity
        @WriteRequest PutRequest:@PutRequest,DeleteRequest:@DeleteRequest
        @PutRequest Item!:{@AttributeValue
        @DeleteRequest Key!:{@AttributeValue
        @DescribeTableOutput Table:@TableDescription
        @TableDescription AttributeDefinitions:[@AttributeDefinition,TableName:s<3~255>,\#
        KeySchema:[@KeySchemaElement,TableStatus:s|CREATING|UPDATING|DELETING|ACTIVE|\#
        INACCESSIBLE_ENCRYPTION_CREDENTIALS|ARCHIVING|ARCHIVED|REPLICATION_NOT_AUTHORIZED,\#
        CreationDateTime:s,ProvisionedThroughput:@ProvisionedThroughputDescription,TableSizeBytes:n,\#
        ItemCount:n,TableArn:s,TableId:s,BillingModeSummary:@BillingModeSummary,\#
        LocalSecondaryIndexes:[@LocalSecondaryIndexDescription,\#
        GlobalSecondaryIndexes:[@GlobalSecondaryIndexDescription,StreamSpecification:@StreamSpecification,\#
        LatestStreamLabel:s,LatestStreamArn:s<37~1024>,GlobalTableVersion:s,Replicas:[@ReplicaDescription,\#
        GlobalTableWitnesses:[@GlobalTableWitnessDescription,GlobalTableSettingsReplicationMode:s|ENABLED|\#
        DISABLED|ENABLED_WITH_OVERRIDES,RestoreSummary:@RestoreSummary,SSEDescription:@SSEDescription,\#
        ArchivalSummary:@ArchivalSummary,TableClassSummary:@TableClassSummary,DeletionProtectionEnabled:b,\#
        OnDemandThroughput:@OnDemandThroughput,WarmThroughput:@TableWarmThroughputDescription,\#
        MultiRegionConsistency:s|EVENTUAL|STRONG
        @AttributeDefinition AttributeName!:s<1~255>,AttributeType!:s|S|N|B
        @KeySchemaElement AttributeName!:s<1~255>,KeyType!:s|HASH|RANGE
        @ProvisionedThroughputDescription LastIncreaseDateTime:s,LastDecreaseDateTime:s,\#
        NumberOfDecreasesToday:n<1~>,ReadCapacityUnits:n<0~>,WriteCapacityUnits:n<0~>
        @BillingModeSummary BillingMode:s|PROVISIONED|PAY_PER_REQUEST,LastUpdateToPayPerRequestDateTime:s
        @LocalSecondaryIndexDescription IndexName:s<3~255>,KeySchema:[@KeySchemaElement,\#
        Projection:@Projection,IndexSizeBytes:n,ItemCount:n,IndexArn:s
        @Projection ProjectionType:s|ALL|KEYS_ONLY|INCLUDE,NonKeyAttributes:[s<1~255>
        @GlobalSecondaryIndexDescription IndexName:s<3~255>,KeySchema:[@KeySchemaElement,\#
        Projection:@Projection,IndexStatus:s|CREATING|UPDATING|DELETING|ACTIVE,Backfilling:b,\#
        ProvisionedThroughput:@ProvisionedThroughputDescription,IndexSizeBytes:n,ItemCount:n,IndexArn:s,\#
        OnDemandThroughput:@OnDemandThroughput,WarmThroughput:@GlobalSecondaryIndexWarmThroughputDescription
        @OnDemandThroughput MaxReadRequestUnits:n,MaxWriteRequestUnits:n
        @GlobalSecondaryIndexWarmThroughputDescription ReadUnitsPerSecond:n<1~>,WriteUnitsPerSecond:n<1~>,\#
        Status:s|CREATING|UPDATING|DELETING|ACTIVE
        @StreamSpecification StreamEnabled!:b,StreamViewType:s|NEW_IMAGE|OLD_IMAGE|NEW_AND_OLD_IMAGES|\#
        KEYS_ONLY
        @ReplicaDescription RegionName:s,ReplicaStatus:s|CREATING|CREATION_FAILED|UPDATING|DELETING|ACTIVE|\#
        REGION_DISABLED|INACCESSIBLE_ENCRYPTION_CREDENTIALS|ARCHIVING|ARCHIVED|REPLICATION_NOT_AUTHORIZED,\#
        ReplicaArn:s,ReplicaStatusDescription:s,ReplicaStatusPercentProgress:s,KMSMasterKeyId:s,\#
        ProvisionedThroughputOverride:@ProvisionedThroughputOverride,\#
        OnDemandThroughputOverride:@OnDemandThroughputOverride,\#
        WarmThroughput:@TableWarmThroughputDescription,\#
        GlobalSecondaryIndexes:[@ReplicaGlobalSecondaryIndexDescription,ReplicaInaccessibleDateTime:s,\#
        ReplicaTableClassSummary:@TableClassSummary,GlobalTableSettingsReplicationMode:s|ENABLED|DISABLED|\#
        ENABLED_WITH_OVERRIDES
        @ProvisionedThroughputOverride ReadCapacityUnits:n<1~>
        @OnDemandThroughputOverride MaxReadRequestUnits:n
        @TableWarmThroughputDescription ReadUnitsPerSecond:n<1~>,WriteUnitsPerSecond:n<1~>,Status:s|\#
        CREATING|UPDATING|DELETING|ACTIVE|INACCESSIBLE_ENCRYPTION_CREDENTIALS|ARCHIVING|ARCHIVED|\#
        REPLICATION_NOT_AUTHORIZED
        @ReplicaGlobalSecondaryIndexDescription IndexName:s<3~255>,\#
        ProvisionedThroughputOverride:@ProvisionedThroughputOverride,\#
        OnDemandThroughputOverride:@OnDemandThroughputOverride,\#
        WarmThroughput:@GlobalSecondaryIndexWarmThroughputDescription
        @TableClassSummary TableClass:s|STANDARD|STANDARD_INFREQUENT_ACCESS,LastUpdateDateTime:s
        @GlobalTableWitnessDescription RegionName:s,WitnessStatus:s|CREATING|DELETING|ACTIVE
        @RestoreSummary SourceBackupArn:s<37~1024>,SourceTableArn:s<1~1024>,RestoreDateTime!:s,\#
        RestoreInProgress!:b
        @SSEDescription Status:s|ENABLING|ENABLED|DISABLING|DISABLED|UPDATING,SSEType:s|AES256|KMS,\#
        KMSMasterKeyArn:s,InaccessibleEncryptionDateTime:s
        @ArchivalSummary ArchivalDateTime:s,ArchivalReason:s,ArchivalBackupArn:s<37~1024>
        @TransactWriteItemsOutput ConsumedCapacity:[@ConsumedCapacity,\#
        ItemCollectionMetrics:{[@ItemCollectionMetrics
        """#
}
