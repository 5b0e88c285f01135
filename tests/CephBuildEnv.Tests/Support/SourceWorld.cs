using CephBuildEnv.Hosting;
using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Support;

/// <summary>A prepared host whose object store is filled from the sample's repositories.</summary>
public sealed class SourceWorld : IDisposable
{
    private readonly List<string> _said = [];

    /// <param name="url">Of the sample's main repository.</param>
    /// <param name="rewrites">Addresses that stand for others.</param>
    /// <param name="cephDirectory">What /ceph is a link to; null makes it a folder.</param>
    public SourceWorld(RepositoryUrl url, IReadOnlyDictionary<string, string>? rewrites = null, string? cephDirectory = null)
    {
        Url = url;
        new HostPreparation(Host.Layout, cephDirectory is null ? null : Host.Temp.At(cephDirectory)).Apply();
        Git = new(rewrites ?? new Dictionary<string, string>(), Hear);
        Store = new(Host.Layout, Git);
    }

    public RepositoryUrl Url { get; }

    public TestHost Host { get; } = new();

    public Git Git { get; }

    public ObjectStore Store { get; private set; }

    public Mirror Mirror => Store.MirrorOf(Url);

    /// <summary>Called for each line that git says.</summary>
    public Action OnProgress { get; set; } = () => { };

    public static CancellationToken Token => TestHost.Token;

    public SourceTree Tree(string release = "reef") => new(Host.Layout, TestHost.Environment(release), Git, Store);

    public string Folder(string release = "reef") => Host.Layout.Source(TestHost.Environment(release));

    /// <summary>Fills the store and makes a tree.</summary>
    public async Task<SourceTree> CloneAsync(string release = "reef", string? refName = null)
    {
        await FillAsync(refName ?? release);
        var tree = Tree(release);
        await tree.CreateAsync(Mirror, refName ?? release, Token);
        return tree;
    }

    /// <summary>Brings a ref and its submodules into the store; with <paramref name="fetch"/> as another process would.</summary>
    public async Task<string> FillAsync(string refName, bool fetch = false)
    {
        if (fetch)
            Store = new(Host.Layout, Git);
        var commit = await Store.EnsureAsync(Url, refName, fetch, Token);
        await Store.EnsureSubmodulesAsync(Mirror, commit, Token);
        return commit;
    }

    public static Task<string> GitAsync(string folder, params string[] arguments) => Shell.RunAsync(folder, "git", arguments);

    public void Dispose()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
            TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', _said.Where(line => !line.Contains("% ("))));
        Host.Dispose();
    }

    private void Hear(string line)
    {
        lock (_said)
            _said.Add(line);
        OnProgress();
    }
}
