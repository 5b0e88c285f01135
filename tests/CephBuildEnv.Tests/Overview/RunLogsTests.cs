using CephBuildEnv.Images;
using CephBuildEnv.Overview;
using CephBuildEnv.Sources;
using CephBuildEnv.Workflow;

namespace CephBuildEnv.Tests.Overview;

/// <summary>Whose log is shown.</summary>
public sealed class RunLogsTests : IDisposable
{
    private readonly TestHost _host = new TestHost().Prepared();
    private readonly Workspace _workspace;

    public RunLogsTests() => _workspace = new(
        new() { Checkout = Checkout.Root, Repository = RepositoryUrl.Parse(RepositoryUrl.Ceph) }, _host.Layout, new(ImageTags.Repository, () => throw new InvalidOperationException("no log needs an engine")));

    [Theory]
    [InlineData(null)]
    [InlineData("42")]
    public async Task Where_nothing_has_run_that_is_what_is_said(string? run)
    {
        (await Should.ThrowAsync<UserException>(() => new RunLogs(_workspace, [TestHost.Debian]).ShowAsync(run, follow: false, TestHost.Token)))
            .Message.ShouldStartWith("nothing has run yet");
    }

    public void Dispose() => _host.Dispose();
}
