using System.Diagnostics;
using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Sources;

/// <summary>Trees in every state that people and crashes leave them in: built as they are, and never switched when anything could be lost.</summary>
public sealed class SourceTreeSafetyTests(SampleServer sample) : IAsyncLifetime
{
    private readonly SourceWorld _world = new(sample.Url);
    private SourceTree _tree = null!;

    private string Folder => _world.Folder();

    private string Submodule => $"{Folder}/src/sample-hash";

    public async ValueTask InitializeAsync()
    {
        await sample.FillAsync(_world.Host.Layout.ObjectStore);
        _tree = await _world.CloneAsync();
        await _world.FillAsync("main");
    }

    public ValueTask DisposeAsync()
    {
        _world.Dispose();
        return ValueTask.CompletedTask;
    }

    // What is started, and what git would have to say to end it.
    [Theory(Timeout = 60_000)]
    [InlineData("a merge", "merge --abort", "git merge mine")]
    [InlineData("a rebase", "rebase --abort", "git rebase mine")]
    [InlineData("a cherry-pick", "cherry-pick --abort", "git cherry-pick mine")]
    [InlineData("a revert", "revert --abort", "git revert --no-edit HEAD~1")]
    [InlineData("git am", "am --abort", "git format-patch --stdout -1 mine | git am -3")]
    [InlineData("a bisection", "bisect reset", "git bisect start && git bisect bad && git bisect good HEAD~2; false")]
    public async Task What_was_begun_is_named_with_its_end_and_keeps_the_tree_from_being_switched(string operation, string end, string command)
    {
        await ShellAsync(
            "git checkout -q -b mine && echo a >>README.md && git commit -q -a -m mine && git checkout -q reef && echo b >>README.md && git commit -q -a -m 1 && " +
            $"echo c >>README.md && git commit -q -a -m 2; if {command}; then exit 1; fi");
        var before = await SourceWorld.GitAsync(Folder, "status", "--porcelain", "--branch");

        _tree.Inspect()!.Warnings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            warning => warning.ShouldStartWith($"{operation} is in progress in {Folder}: it is built as it is"),
            warning => warning.ShouldContain($"git -C {Folder} {end}"));
        await ShouldRefuseAsync($"{operation} is in progress in {Folder}, so main is not checked out", $"git -C {Folder} {end}");
        (await SourceWorld.GitAsync(Folder, "status", "--porcelain", "--branch")).ShouldBe(before);

        await ShellAsync($"git {end}");
        _tree.Inspect()!.Warnings.ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task Commits_that_are_on_no_branch_keep_the_tree_from_being_switched_until_they_have_one()
    {
        await ShellAsync("git checkout -q --detach && git commit -q --allow-empty -m mine");
        var mine = _tree.Inspect()!;
        mine.CheckedOut.ShouldBe($"{mine.Commit![..12]}, on no branch");

        await ShouldRefuseAsync($"{Folder} has commits that are on no branch ({mine.Commit[..12]})", $"git -C {Folder} branch NAME");

        await ShellAsync("git branch kept");
        await SwitchAsync();
        (await SourceWorld.GitAsync(Folder, "rev-parse", "kept")).ShouldBe(mine.Commit);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("v18.2.7")]
    [InlineData("reef~1")]
    public async Task A_commit_that_the_store_has_needs_no_branch(string refName)
    {
        await ShellAsync($"git checkout -q --detach {refName} && git submodule -q update --recursive");

        await SwitchAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task Commits_of_a_submodule_keep_the_tree_from_being_switched_until_they_have_a_branch_and_are_put_aside()
    {
        await ShellAsync("git -C src/sample-hash commit -q --allow-empty -m mine");
        var mine = await SourceWorld.GitAsync(Submodule, "rev-parse", "HEAD");

        await ShouldRefuseAsync($"the submodule {Submodule} has commits that are on no branch ({mine[..12]})", $"git -C {Submodule} branch NAME");
        await ShellAsync("git -C src/sample-hash branch kept");
        await ShouldRefuseAsync($"the submodule {Submodule} is not at the commit that {Folder} pins", $"git -C {Folder} submodule update -- src/sample-hash");
        (await SourceWorld.GitAsync(Submodule, "rev-parse", "HEAD")).ShouldBe(mine);

        await ShellAsync("git submodule -q update -- src/sample-hash");
        await SwitchAsync();
        (await SourceWorld.GitAsync(Submodule, "rev-parse", "kept")).ShouldBe(mine);
    }

    [Fact(Timeout = 60_000)]
    public async Task Whatever_the_configuration_says_a_submodules_commits_count()
    {
        await ShellAsync("git config submodule.src/sample-hash.ignore all && git config diff.ignoreSubmodules all && git -C src/sample-hash checkout -q -b mine && git -C src/sample-hash commit -q --allow-empty -m mine");

        await ShouldRefuseAsync($"the submodule {Submodule} is not at the commit", "submodule update");
    }

    [Fact(Timeout = 60_000)]
    public async Task Commits_of_a_submodule_that_the_tree_pins_need_a_branch_too()
    {
        await ShellAsync("git checkout -q -b mine && git -C src/sample-hash commit -q --allow-empty -m mine && git commit -q -a -m pin");

        await ShouldRefuseAsync($"the submodule {Submodule} has commits that are on no branch", $"git -C {Submodule} branch NAME");

        await ShellAsync("git -C src/sample-hash branch kept");
        await SwitchAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task Changes_in_a_nested_submodule_are_found()
    {
        await ShellAsync("cd src/sample-hash/bits && echo mine >>\"$(git ls-files | head -n 1)\"");

        await ShouldRefuseAsync($"{Submodule}/bits has changes that are not committed", $"git -C {Submodule}/bits stash");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("untracked")]
    [InlineData("ignored")]
    public async Task A_file_in_the_place_of_one_of_the_other_ref_is_kept_and_nothing_is_switched(string kind)
    {
        await using var upstream = await OwnUpstream.StartAsync(sample);
        using var world = new SourceWorld(upstream.Url);
        var tree = await world.CloneAsync();
        await upstream.AddFileAsync("main", "precious.txt", "theirs");
        await world.FillAsync("main", fetch: true);
        var mine = world.Host.Temp.Write("ceph/src/debian-12-reef/precious.txt", "mine");
        if (kind == "ignored")
            await File.AppendAllTextAsync($"{world.Folder()}/.git/info/exclude", "precious.txt\n", TestHost.Token);

        var error = await Should.ThrowAsync<UserException>(() => tree.SwitchAsync(world.Mirror, "main", TestHost.Token));

        error.Message.ShouldStartWith($"main is not checked out, and {world.Folder()} still has reef");
        error.Message.ShouldContain("precious.txt");
        (await File.ReadAllTextAsync(mine, TestHost.Token)).ShouldBe("mine");
        tree.Inspect()!.ShouldSatisfyAllConditions(state => state.Branch.ShouldBe("reef"), state => state.UnfinishedSwitch.ShouldBeNull());
        File.Delete(mine);
        await tree.SwitchAsync(world.Mirror, "main", TestHost.Token);
    }

    [Fact(Timeout = 60_000)]
    public async Task Where_the_submodules_cannot_follow_it_is_said_how_to_go_on_or_back_and_the_next_run_completes()
    {
        await _world.FillAsync("luminous");
        await ShellAsync("git checkout -q luminous && git submodule -q update --recursive && git status --porcelain");
        // New in the commit that the other branch pins.
        var mine = _world.Host.Temp.Write("ceph/src/debian-12-reef/src/sample-hash/README.md", "mine");

        var error = await Should.ThrowAsync<UserException>(SwitchAsync);

        error.Message.ShouldStartWith($"{Folder} has main checked out, but its submodules do not follow");
        error.Message.ShouldContain("README.md");
        error.Message.ShouldContain($"or go back: git -C {Folder} checkout luminous && git -C {Folder} submodule update --init --recursive");
        (await File.ReadAllTextAsync(mine, TestHost.Token)).ShouldBe("mine");
        _tree.Inspect()!.UnfinishedSwitch.ShouldBe("main");

        File.Delete(mine);
        await _tree.FinishSwitchAsync(_world.Mirror, TestHost.Token);
        _tree.Inspect()!.UnfinishedSwitch.ShouldBeNull();
        (await SourceWorld.GitAsync(Folder, "submodule", "status", "--recursive")).Split('\n').ShouldAllBe(line => !line.StartsWith('+'));
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_went_back_is_left_there()
    {
        await ShellAsync("printf 'main\\n%s\\nreef\\n' \"$(git rev-parse origin/main)\" >.git/ceph-build-env-switch");
        _tree.Inspect()!.UnfinishedSwitch.ShouldBe("main");

        await _tree.FinishSwitchAsync(_world.Mirror, TestHost.Token);

        _tree.Inspect()!.ShouldSatisfyAllConditions(state => state.Branch.ShouldBe("reef"), state => state.UnfinishedSwitch.ShouldBeNull());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_tree_that_is_half_of_two_refs_says_how_to_finish()
    {
        await ShellAsync(
            "printf 'main\\n%s\\nreef\\n' \"$(git rev-parse origin/main)\" >.git/ceph-build-env-switch && " +
            "git show origin/main:src/ceph_release >src/ceph_release && touch .git/index.lock");

        var error = await Should.ThrowAsync<UserException>(() => _tree.FinishSwitchAsync(_world.Mirror, TestHost.Token));

        error.Message.ShouldStartWith($"{Folder} is half of reef and half of main");
        await ShellAsync(error.Message[(error.Message.IndexOf("finish it: ", StringComparison.Ordinal) + 11)..error.Message.IndexOf("; if the", StringComparison.Ordinal)]);
        await _tree.FinishSwitchAsync(_world.Mirror, TestHost.Token);
        _tree.Inspect()!.CheckedOut.ShouldContain((await SourceWorld.GitAsync(Folder, "rev-parse", "origin/main"))[..12]);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_lock_of_a_git_that_was_killed_is_named_with_what_to_type_and_stays()
    {
        var file = _world.Host.Temp.Write("ceph/src/debian-12-reef/.git/index.lock", "");

        _tree.Inspect()!.Warnings.ShouldHaveSingleItem().ShouldContain($"it was killed, perhaps in the middle of a checkout; remove the lock, and look what is unfinished: rm {file} &&");
        await ShouldRefuseAsync($"{Folder} is locked by a git that is gone", $"rm {file}");

        File.Exists(file).ShouldBeTrue();
    }

    [Fact(Timeout = 60_000)]
    public async Task The_lock_of_a_git_that_is_at_work_is_its_own()
    {
        _world.Host.Temp.Write("ceph/src/debian-12-reef/.git/index.lock", "");
        using var git = Start("git", "cat-file", "--batch");

        _tree.Inspect()!.Warnings.ShouldBe([$"git is at work in {Folder} (pid {git.Id}); wait for it"]);

        git.StandardInput.Close();
        await git.WaitForExitAsync(TestHost.Token);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_tree_without_history_says_how_to_get_it()
    {
        await RemakeAsync($"git clone -q --depth 1 --branch reef {sample.Url} .");

        _tree.Inspect()!.Warnings.ShouldHaveSingleItem().ShouldContain($"git -C {Folder} fetch --unshallow");
        await ShellAsync("git fetch -q --unshallow");
        _tree.Inspect()!.Warnings.ShouldBeEmpty();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("blob:none")]
    [InlineData("tree:0")]
    public async Task A_tree_without_all_objects_is_fine(string filter)
    {
        await RemakeAsync($"git clone -q --filter={filter} --branch reef {sample.Url} . && git submodule -q update --init --recursive");

        _tree.Inspect()!.ShouldSatisfyAllConditions(state => state.Warnings.ShouldBeEmpty(), state => state.MissingSubmodules.ShouldBeEmpty());
        await SwitchAsync();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("git init -q . && git remote add origin URL", "has no commit checked out", "checkout BRANCH")]
    [InlineData("git clone -q --no-checkout URL . && touch .git/index.lock", "has nothing checked out", "reset --hard")]
    [InlineData("mkdir .git && touch .git/config", "half of one", "mv ")]
    public async Task Half_a_clone_says_how_to_finish_it(string make, string fact, string remedy)
    {
        await RemakeAsync(make.Replace("URL", sample.Url.Value));

        Should.Throw<UserException>(() => _tree.Inspect()).Message.ShouldSatisfyAllConditions(
            message => message.ShouldStartWith($"{Folder} "),
            message => message.ShouldContain(fact),
            message => message.ShouldContain(remedy),
            message => message.ShouldContain($"mv {Folder} {Folder}.old"),
            message => message.ShouldNotContain('\n'));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("")]
    [InlineData("git checkout -q --detach")]
    [InlineData("git checkout -q -b wip/mine")]
    public async Task A_HEAD_that_a_crash_has_emptied_can_be_put_back(string before)
    {
        await ShellAsync($"{before}\n: >.git/HEAD");

        var message = Should.Throw<UserException>(() => _tree.Inspect()).Message;

        await ShellAsync(message[(message.IndexOf("echo ", StringComparison.Ordinal))..]);
        _tree.Inspect()!.Branch.ShouldBe(before == "" ? "reef" : before.EndsWith("mine") ? "wip/mine" : null);
        (await SourceWorld.GitAsync(Folder, "status", "--porcelain")).ShouldBe("");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("luminous", "luminous")]
    [InlineData("v18.2.7", null)]
    [InlineData("reef~1", null)]
    public async Task A_commit_of_another_release_is_told_by_what_is_in_it(string refName, string? other)
    {
        await ShellAsync($"git checkout -q --detach $(git rev-parse -q --verify origin/{refName} || git rev-parse {refName})");

        _tree.OtherRelease(_world.Mirror, "reef").ShouldBe(other);
    }

    private Task SwitchAsync() => _tree.SwitchAsync(_world.Mirror, "main", TestHost.Token);

    private async Task ShouldRefuseAsync(params string[] said)
    {
        var error = await Should.ThrowAsync<UserException>(SwitchAsync);

        said.ShouldAllBe(part => error.Message.Contains(part), error.Message);
        error.Message.ShouldNotContain('\n');
    }

    private Task<string> ShellAsync(string script) => Shell.RunAsync(Folder, "bash", "-c", script);

    // Another tree in the place of the ordinary one.
    private Task<string> RemakeAsync(string script)
    {
        Directory.Delete(Folder, recursive: true);
        Directory.CreateDirectory(Folder);
        return ShellAsync(script);
    }

    private Process Start(string program, params string[] arguments) => Process.Start(
        new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
}
