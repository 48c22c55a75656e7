extension ServiceModel {
    /// What actions of KMS answer, from the service's published API model.
    static let kms = #"""
        encrypt @EncryptResponse
        decrypt @DecryptResponse
        generateDataKey @GenerateDataKeyResponse
        describeKey @DescribeKeyResponse
        createKey @CreateKeyResponse
        sign @SignResponse
        verify @VerifyResponse
        @EncryptResponse CiphertextBlob:s<1~6144>,KeyId:s<1~2048>,EncryptionAlgorithm:s|SYMMETRIC_DEFAULT|\#
        RSAES_OAEP_SHA_1|RSAES_OAEP_SHA_256|SM2PKE
        @DecryptResponse KeyId:s<1~2048>,Plaintext:s<1~4096>,EncryptionAlgorithm:s|SYMMETRIC_DEFAULT|\#
        RSAES_OAEP_SHA_1|RSAES_OAEP_SHA_256|SM2PKE,CiphertextForRecipient:s<1~6144>,KeyMaterialId:s<64~64>
        @GenerateDataKeyResponse CiphertextBlob:s<1~6144>,Plaintext:s<1~4096>,KeyId:s<1~2048>,\#
        CiphertextForRecipient:s<1~6144>,KeyMaterialId:s<64~64>
        @DescribeKeyResponse KeyMetadata:@KeyMetadata
        @KeyMetadata AWSAccountId:s,KeyId!:s<1~2048>,Arn:s<20~2048>,CreationDate:s,Enabled:b,\#
        Description:s<0~8192>,KeyUsage:s|SIGN_VERIFY|ENCRYPT_DECRYPT|GENERATE_VERIFY_MAC|KEY_AGREEMENT,\#
        KeyState:s|Creating|Enabled|Disabled|PendingDeletion|PendingImport|PendingReplicaDeletion|\#
        Unavailable|Updating,DeletionDate:s,ValidTo:s,Origin:s|AWS_KMS|EXTERNAL|AWS_CLOUDHSM|\#
        EXTERNAL_KEY_STORE,CustomKeyStoreId:s<1~64>,CloudHsmClusterId:s<19~24>,ExpirationModel:s|\#
        KEY_MATERIAL_EXPIRES|KEY_MATERIAL_DOES_NOT_EXPIRE,KeyManager:s|AWS|CUSTOMER,CustomerMasterKeySpec:s|\#
        RSA_2048|RSA_3072|RSA_4096|ECC_NIST_P256|ECC_NIST_P384|ECC_NIST_P521|ECC_SECG_P256K1|\#
        SYMMETRIC_DEFAULT|HMAC_224|HMAC_256|HMAC_384|HMAC_512|SM2,KeySpec:s|RSA_2048|RSA_3072|RSA_4096|\#
        ECC_NIST_P256|ECC_NIST_P384|ECC_NIST_P521|ECC_SECG_P256K1|SYMMETRIC_DEFAULT|HMAC_224|HMAC_256|\#
        HMAC_384|HMAC_512|SM2|ML_DSA_44|ML_DSA_65|ML_DSA_87|ECC_NIST_EDWARDS25519,EncryptionAlgorithms:[s|\#
        SYMMETRIC_DEFAULT|RSAES_OAEP_SHA_1|RSAES_OAEP_SHA_256|SM2PKE,SigningAlgorithms:[s|\#
        RSASSA_PSS_SHA_256|RSASSA_PSS_SHA_384|RSASSA_PSS_SHA_512|RSASSA_PKCS1_V1_5_SHA_256|\#
        RSASSA_PKCS1_V1_5_SHA_384|RSASSA_PKCS1_V1_5_SHA_512|ECDSA_SHA_256|ECDSA_SHA_384|ECDSA_SHA_512|\#
        SM2DSA|ML_DSA_SHAKE_256|ED25519_SHA_512|ED25519_PH_SHA_512,KeyAgreementAlgorithms:[s|ECDH,\#
        MultiRegion:b,MultiRegionConfiguration:@MultiRegionConfiguration,\#
        PendingDeletionWindowInDays:n<1~365>,MacAlgorithms:[s|HMAC_SHA_224|HMAC_SHA_256|HMAC_SHA_384|\#
        HMAC_SHA_512,XksKeyConfiguration:@XksKeyConfigurationType,CurrentKeyMaterialId:s<64~64>
        @MultiRegionConfiguration MultiRegionKeyType:s|PRIMARY|REPLICA,PrimaryKey:@MultiRegionKey,\#
        ReplicaKeys:[@MultiRegionKey
        @MultiRegionKey Arn:s<20~2048>,Region:s<1~32>
        @XksKeyConfigurationType Id:s<1~128>
        @CreateKeyResponse KeyMetadata:@KeyMetadata
        @SignResponse KeyId:s<1~2048>,Signature:s<1~6144>,SigningAlgorithm:s|RSASSA_PSS_SHA_256|\#
        RSASSA_PSS_SHA_384|RSASSA_PSS_SHA_512|RSASSA_PKCS1_V1_5_SHA_256|RSASSA_PKCS1_V1_5_SHA_384|\#
        RSASSA_PKCS1_V1_5_SHA_512|ECDSA_SHA_256|ECDSA_SHA_384|ECDSA_SHA_512|SM2DSA|ML_DSA_SHAKE_256|\#
        ED25519_SHA_512|ED25519_PH_SHA_512
        @VerifyResponse KeyId:s<1~2048>,SignatureValid:b,SigningAlgorithm:s|RSASSA_PSS_SHA_256|\#
        RSASSA_PSS_SHA_384|RSASSA_PSS_SHA_512|RSASSA_PKCS1_V1_5_SHA_256|RSASSA_PKCS1_V1_5_SHA_384|\#
        RSASSA_PKCS1_V1_5_SHA_512|ECDSA_SHA_256|ECDSA_SHA_384|ECDSA_SHA_512|SM2DSA|ML_DSA_SHAKE_256|\#
        ED25519_SHA_512|ED25519_PH_SHA_512
        """#
}
