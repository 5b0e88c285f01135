using CephBuildEnv.EngineTests.Host;
using Shouldly;

namespace CephBuildEnv.EngineTests.Faults;

/// <summary>What somebody has in a source tree and nowhere else: an edit, a file that git does not know, and a commit on a branch of their own.</summary>
public sealed class UsersWork
{
    private const string Branch = "work-of-the-user", Edited = "README.md", Untracked = "notes.txt", Committed = "idea.txt";
    private const string Text = "of the user's, and nowhere else\n";

    private readonly string _tree;
    private readonly string _commit;
    private readonly string _status;

    /// <summary>Does the work, unless it has been done.</summary>
    public UsersWork(string tree)
    {
        _tree = tree;
        if (!File.Exists(Path.Combine(tree, Untracked)))
        {
            File.AppendAllText(Path.Combine(tree, Edited), Text);
            File.WriteAllText(Path.Combine(tree, Untracked), Text);
            Commit();
        }

        _commit = Git("rev-parse", Branch);
        _status = Git("status", "--porcelain");
        _status.ShouldContain($" M {Edited}");
        _status.ShouldContain($"?? {Untracked}");
    }

    public void ShouldBeIntact()
    {
        File.ReadAllText(Path.Combine(_tree, Edited)).ShouldEndWith(Text);
        File.ReadAllText(Path.Combine(_tree, Untracked)).ShouldBe(Text);
        Git("rev-parse", Branch).ShouldBe(_commit);
        Git("cat-file", "blob", $"{Branch}:{Committed}").ShouldBe(Text.TrimEnd('\n'));
        Git("status", "--porcelain").ShouldBe(_status);
    }

    // Without a checkout: no file of the tree gets another time.
    private void Commit()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, Text);
        var blob = Git("hash-object", "-w", file);
        File.Delete(file);
        var index = Path.Combine(_tree, ".git", "index-of-the-test");
        Checkout.Read("env", $"GIT_INDEX_FILE={index}", "git", "-C", _tree, "update-index", "--add", "--cacheinfo", $"100644,{blob},{Committed}");
        var content = Checkout.Read("env", $"GIT_INDEX_FILE={index}", "git", "-C", _tree, "write-tree");
        File.Delete(index);
        Git("branch", Branch, Git("-c", "user.name=User", "-c", "user.email=user@localhost", "commit-tree", content, "-p", "HEAD", "-m", "An idea"));
    }

    private string Git(params string[] arguments) => Checkout.Read(["git", "-C", _tree, .. arguments]);
}
