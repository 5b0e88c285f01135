using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Support;

/// <summary>A copy of the sample's repositories that a test may change, or take away.</summary>
public sealed class OwnUpstream : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private GitDaemon? _daemon;

    private OwnUpstream() { }

    public RepositoryUrl Url { get; private set; } = null!;

    public string Repository => _folder.At("ceph.git");

    public static async Task<OwnUpstream> StartAsync(SampleServer sample)
    {
        var upstream = new OwnUpstream();
        await Shell.RunAsync("/", "cp", "-r", $"{sample.Folder}/.", upstream._folder.Path);
        upstream._daemon = await GitDaemon.StartAsync(upstream._folder.Path, TestHost.Token);
        upstream.Url = RepositoryUrl.Parse($"{upstream._daemon.Url}ceph.git");
        return upstream;
    }

    /// <summary>Adds a commit that changes nothing to a branch; returns its id.</summary>
    public async Task<string> CommitAsync(string branch)
    {
        var id = await Shell.RunAsync(Repository, "git", "commit-tree", $"{branch}^{{tree}}", "-p", branch, "-m", "News");
        await Shell.RunAsync(Repository, "git", "update-ref", $"refs/heads/{branch}", id);
        return id;
    }

    /// <summary>Adds a commit with one more file at the top to a branch.</summary>
    public async Task AddFileAsync(string branch, string name, string content)
    {
        var blob = await Shell.RunAsync(Repository, "git", "hash-object", "-w", _folder.Write("added", content));
        var tree = await Shell.RunAsync(
            Repository, "bash", "-c", "{ git ls-tree \"$1\"; printf '100644 blob %s\\t%s\\n' \"$2\" \"$3\"; } | git mktree", "bash", branch, blob, name);
        var id = await Shell.RunAsync(Repository, "git", "commit-tree", tree, "-p", branch, "-m", $"Add {name}");
        await Shell.RunAsync(Repository, "git", "update-ref", $"refs/heads/{branch}", id);
    }

    /// <summary>Nobody answers at the address any more.</summary>
    public async Task StopAsync()
    {
        if (_daemon is not null)
            await _daemon.DisposeAsync();
        _daemon = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }
}
