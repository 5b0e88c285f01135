using CephBuildEnv.Sources;

[assembly: AssemblyFixture(typeof(CephBuildEnv.Tests.Support.SampleServer))]

namespace CephBuildEnv.Tests.Support;

/// <summary>The sample's repositories, made once for all tests and served by a real git daemon.</summary>
public sealed class SampleServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ceph-build-env-tests-sample-").FullName;
    private readonly string _store = Directory.CreateTempSubdirectory("ceph-build-env-tests-store-").FullName;
    private GitDaemon? _daemon;

    public RepositoryUrl Url => RepositoryUrl.Parse($"{_daemon!.Url}ceph.git");

    /// <summary>The bare repository, for changes that only the test that makes them sees: copy it first.</summary>
    public string Folder => _folder;

    public async ValueTask InitializeAsync()
    {
        await Shell.RunAsync(Checkout.Root, Checkout.At("tests", "sample-ceph", "make-repository.sh"), _folder);
        _daemon = await GitDaemon.StartAsync(_folder, TestHost.Token);
        using var world = new SourceWorld(Url);
        foreach (var release in new[] { "reef", "luminous", "main" })
            await world.FillAsync(release);
        await Shell.RunAsync("/", "cp", "-r", $"{world.Host.Layout.ObjectStore}/.", _store);
    }

    public async ValueTask DisposeAsync()
    {
        await _daemon!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(_store, recursive: true);
    }

    /// <summary>Fills an object store as if every release had been fetched before.</summary>
    public Task FillAsync(string objectStore) => Shell.RunAsync("/", "cp", "-r", $"{_store}/.", objectStore);
}
