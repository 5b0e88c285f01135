using CephBuildEnv.EngineTests;
using CephBuildEnv.EngineTests.Host;
using Xunit;

[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: TestCollectionOrderer(typeof(Order))]
[assembly: TestCaseOrderer(typeof(Order))]
[assembly: AssemblyFixture(typeof(PrivateHost))]
