using CephBuildEnv.EngineTests.Host;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>The host as a user who is not root has it: a checkout in the home folder, a /ceph of their own, the group docker.</summary>
public sealed class DeveloperWorld : IDisposable
{
    public const string Folder = $"{Developer.Home}/ceph-build-env";

    private Aside? _rootsCeph;

    /// <summary>The first build of that user; null before <see cref="Ensure"/>.</summary>
    public Outcome FirstBuild { get; private set; } = null!;

    public void Ensure(PrivateHost host)
    {
        if (_rootsCeph is not null)
            return;
        host.FirstLuminousBuild.ShouldSucceed();
        Developer.Ensure();
        Checkout.Read("usermod", "--append", "--groups", "docker", Developer.Name);
        Checkout.Read("bash", "-c", $"mkdir {Folder} && tar --exclude=./artifacts/[!p]* -c . | tar -x -C {Folder} && chown -R {Developer.Id}:{Developer.Id} {Folder}");
        _rootsCeph = CephFolder.PutAside();
        CephFolder.SeedCache(_rootsCeph, PrivateHost.Luminous);
        Checkout.Read("chown", "-R", $"{Developer.Id}:{Developer.Id}", CephFolder.Root);
        FirstBuild = Developer.Build(withGroups: true, Folder, host.BuildLuminous);
    }

    /// <summary>Where the /ceph of root is meanwhile.</summary>
    public string RootsCeph => _rootsCeph!.Kept;

    public static Terminal Open(string arguments) => new(Developer.Runs(withGroups: true), Folder, $"./build.sh {arguments}");

    public void Dispose() => _rootsCeph?.Dispose();
}

[CollectionDefinition(Order.Developer)]
public sealed class DeveloperCollection : ICollectionFixture<DeveloperWorld>;
