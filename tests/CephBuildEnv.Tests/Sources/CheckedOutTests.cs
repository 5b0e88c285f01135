using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Sources;

/// <summary>What a list of trees says of each, whatever state it is in.</summary>
public sealed class CheckedOutTests : IDisposable
{
    private readonly TestHost _host = new TestHost().Prepared();
    private readonly SourceTree _tree;

    public CheckedOutTests()
    {
        var git = new Git(new Dictionary<string, string>(), _ => { });
        _tree = new(_host.Layout, TestHost.Environment(), git, new ObjectStore(_host.Layout, git));
    }

    public void Dispose() => _host.Dispose();

    [Fact]
    public void Nothing_where_there_is_no_tree()
    {
        _tree.CheckedOut().ShouldBeNull();
        Directory.CreateDirectory(_tree.Folder);
        _tree.CheckedOut().ShouldBeNull();
    }

    [Fact(Timeout = 30_000)]
    public async Task The_branch_or_the_commit()
    {
        await GitAsync("init", "--quiet", "--initial-branch", "reef");
        _tree.CheckedOut().ShouldBe("reef");

        await GitAsync("commit", "--quiet", "--allow-empty", "--message", "x");
        await GitAsync("checkout", "--quiet", "--detach");
        (await GitAsync("rev-parse", "HEAD")).ShouldStartWith(_tree.CheckedOut()!);
    }

    [Fact(Timeout = 30_000)]
    public async Task Nothing_where_it_cannot_be_read()
    {
        await GitAsync("init", "--quiet");
        File.WriteAllText(Path.Combine(_tree.Folder, ".git", "HEAD"), "");

        _tree.CheckedOut().ShouldBeNull();
    }

    private Task<string> GitAsync(params string[] arguments)
    {
        Directory.CreateDirectory(_tree.Folder);
        return Shell.RunAsync(_tree.Folder, "git", arguments);
    }
}
