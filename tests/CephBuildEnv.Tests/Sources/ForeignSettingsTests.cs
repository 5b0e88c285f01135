using CephBuildEnv.Processes;
using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Sources;

/// <summary>What a container put into the configuration of a tree, and git on the host.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class ForeignSettingsTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly Git _git = new(new Dictionary<string, string>(), _ => { });

    private string Tree => _temp.At("tree");

    private string Program => _temp.At("hooks/post-checkout");

    private bool Ran => File.Exists(_temp.At("ran"));

    public void Dispose() => _temp.Dispose();

    [Theory(Timeout = 60_000)]
    [InlineData("core.fsmonitor", "PROGRAM", "status")]
    [InlineData("core.hooksPath", "FOLDER", "checkout", "-q", "other")]
    [InlineData("remote.x.url", "ext::PROGRAM", "fetch", "x")]
    [InlineData("filter.x.clean", "PROGRAM; cat", "status")]
    [InlineData("filter.x.process", "PROGRAM", "status")]
    [InlineData("filter.x.smudge", "PROGRAM; cat", "checkout", "-q", "other")]
    [InlineData("filter.x.Y.smudge", "PROGRAM; cat", "checkout", "-q", "other")]
    [InlineData("core.sshCommand", "PROGRAM", "ls-remote", "ssh://nobody@localhost:1/x")]
    public async Task It_does_not_run(string setting, string value, params string[] arguments)
    {
        await MakeAsync(setting, value);
        // It does run where nothing is done against it.
        await Shell.TryAsync(Tree, "git", arguments);
        Ran.ShouldBeTrue();
        await MakeAsync(setting, value);

        await _git.TryAsync(Tree, arguments, TestHost.Token);

        Ran.ShouldBeFalse();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("core.gitProxy", "PROGRAM", "core.gitproxy")]
    [InlineData("core.alternateRefsCommand", "PROGRAM", "core.alternaterefscommand")]
    [InlineData("remote.origin.uploadpack", "PROGRAM", "remote.origin.uploadpack")]
    [InlineData("url.ssh://nobody@localhost/.insteadOf", "/ceph/src/.objects/", "url.ssh://nobody@localhost/.insteadof")]
    [InlineData("hook.mine.command", "PROGRAM", "hook.mine.command")]
    [InlineData("include.path", "/ceph/evil", "include.path")]
    [InlineData("includeIf.onbranch:main.path", "/ceph/evil", "includeif.onbranch:main.path")]
    [InlineData("core.worktree", "/home", "core.worktree")]
    [InlineData("core.worktree", "../link", "core.worktree")]
    public async Task What_cannot_be_taken_away_is_refused_with_the_command_that_does(string setting, string value, string key)
    {
        await MakeAsync(setting, value);

        var error = await Should.ThrowAsync<UserException>(() => _git.TryAsync(Tree, ["status"], TestHost.Token));

        error.Message.ShouldBe(
            $"{Tree}/.git/config sets {key} to {value.Replace("PROGRAM", Program)}, which git on this host is not to obey, since a build may have written it; " +
            $"look at it, then take it away: git config --file {Tree}/.git/config --unset-all {ShellQuote.Quote(key)}");
        await Shell.RunAsync("/", "bash", "-c", error.Message.Split("take it away: ")[1]);
        (await _git.TryAsync(Tree, ["status"], TestHost.Token)).Succeeded.ShouldBeTrue();
    }

    [Fact(Timeout = 60_000)]
    public async Task It_does_not_run_in_a_tree_that_looks_like_a_bare_repository()
    {
        await MakeAsync("filter.x.clean", "PROGRAM; cat");
        await File.WriteAllTextAsync(Path.Combine(Tree, "HEAD"), "x\n", TestHost.Token);

        (await _git.TryAsync(Tree, ["status"], TestHost.Token)).Succeeded.ShouldBeTrue();

        Ran.ShouldBeFalse();
    }

    // git reads it, and we do not.
    [Fact(Timeout = 60_000)]
    public async Task A_repository_of_a_kind_that_is_not_known_is_refused()
    {
        await MakeAsync("core.abbrev", "12");
        await AddSubmoduleAsync();
        await Shell.RunAsync(Tree, "git", "config", "filter.x.clean", $"{Program}; cat");
        await Shell.RunAsync(Tree, "bash", "-c", "git config core.repositoryFormatVersion 1; git config extensions.partialClone origin");

        (await Should.ThrowAsync<UserException>(() => _git.TryAsync(Tree, ["status"], TestHost.Token))).Message.ShouldContain("partialclone");

        Ran.ShouldBeFalse();
    }

    [Theory(Timeout = 60_000)]
    [InlineData(".git/modules/sub/config")]
    [InlineData("sub/.git/config")]
    [InlineData("sub/.git/config", "4")]
    public async Task It_does_not_run_for_a_submodule(string configuration, string indexVersion = "2")
    {
        await MakeAsync("core.abbrev", "12");
        await AddSubmoduleAsync();
        await Shell.RunAsync(Tree, "git", "update-index", "--index-version", indexVersion);
        if (configuration.StartsWith("sub/"))
        {
            File.Delete(Path.Combine(Tree, "sub/.git"));
            Directory.Move(Path.Combine(Tree, ".git/modules/sub"), Path.Combine(Tree, "sub/.git"));
            await Shell.RunAsync("/", "git", "config", "--file", Path.Combine(Tree, configuration), "--unset", "core.worktree");
        }

        await Shell.RunAsync("/", "git", "config", "--file", Path.Combine(Tree, configuration), "filter.x.clean", $"{Program}; cat");
        File.SetLastWriteTimeUtc(Path.Combine(Tree, "sub/file"), DateTime.UnixEpoch);

        (await _git.ReadAsync(Tree, ["status", "--porcelain", "--untracked-files=no"], TestHost.Token)).ShouldBe("");
        Ran.ShouldBeFalse();

        File.SetLastWriteTimeUtc(Path.Combine(Tree, "sub/file"), DateTime.UnixEpoch.AddDays(1));
        await Shell.RunAsync(Tree, "git", "status");
        Ran.ShouldBeTrue();
    }

    [Theory(Timeout = 60_000)]
    [InlineData(".git/config.worktree", ".git/config.worktree")]
    [InlineData("pipe", ".git/config.worktree")]
    public async Task A_pipe_is_not_waited_for(string pipe, string settings)
    {
        await MakeAsync("core.abbrev", "12");
        await Shell.RunAsync(Tree, "mkfifo", pipe);
        if (pipe != settings)
            File.CreateSymbolicLink(Path.Combine(Tree, settings), Path.Combine(Tree, pipe));

        (await Should.ThrowAsync<UserException>(() => _git.TryAsync(Tree, ["status"], TestHost.Token))).Message.ShouldBe(
            $"{Tree}/{settings} is no file, and git's settings are in one; look at it, then take it away: rm {Tree}/{settings}");
    }

    // What it names of submodules is in another file, which only git reads.
    [Fact(Timeout = 60_000)]
    public async Task An_index_that_is_split_is_refused()
    {
        await MakeAsync("core.abbrev", "12");
        await AddSubmoduleAsync();
        await Shell.RunAsync(Tree, "git", "update-index", "--split-index");

        (await Should.ThrowAsync<UserException>(() => _git.TryAsync(Tree, ["status"], TestHost.Token))).Message.ShouldContain("unsupported mandatory extension: 'link'");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_submodule_as_git_makes_it_is_nothing_to_refuse()
    {
        await MakeAsync("core.abbrev", "12");
        await AddSubmoduleAsync();

        (await _git.TryAsync(Tree, ["submodule", "update", "--checkout", "--init"], TestHost.Token)).Succeeded.ShouldBeTrue();
    }

    [Fact(Timeout = 60_000)]
    public async Task The_users_own_configuration_stays_in_force()
    {
        await MakeAsync("core.abbrev", "12");
        using var variables = new Variables().Set("GIT_CONFIG_GLOBAL", _temp.Write("own", $"[filter \"x\"]\n\tclean = {Program}; cat\n"));

        await _git.ReadAsync(Tree, ["status"], TestHost.Token);

        Ran.ShouldBeTrue();
    }

    // A tree whose file passes a filter, changed so that git has to read it, and a branch with another.
    private async Task MakeAsync(string setting, string value)
    {
        if (Directory.Exists(Tree))
            Directory.Delete(Tree, recursive: true);
        await Shell.RunAsync("/", "git", "init", "-q", "-b", "main", Tree);
        await File.WriteAllTextAsync(Path.Combine(Tree, ".gitattributes"), $"file filter={(setting.StartsWith("filter.x.Y") ? "x.Y" : "x")}\n", TestHost.Token);
        await CommitAsync("one");
        await Shell.RunAsync(Tree, "git", "checkout", "-q", "-b", "other");
        await CommitAsync("two");
        await Shell.RunAsync(Tree, "git", "checkout", "-q", "main");
        File.SetLastWriteTimeUtc(Path.Combine(Tree, "file"), DateTime.UnixEpoch);
        _temp.Write("hooks/post-checkout", $"#!/bin/sh\ntouch {_temp.Path}/ran\n", executable: true);
        File.CreateSymbolicLink(Path.Combine(Tree, "link"), "/home");
        await Shell.RunAsync(Tree, "git", "config", "protocol.ext.allow", "always");
        await Shell.RunAsync(Tree, "git", "config", setting, value.Replace("PROGRAM", Program).Replace("FOLDER", Path.GetDirectoryName(Program)!));
        File.Delete(_temp.At("ran"));
    }

    private async Task CommitAsync(string text)
    {
        await File.WriteAllTextAsync(Path.Combine(Tree, "file"), $"{text}\n", TestHost.Token);
        await Shell.RunAsync(Tree, "git", "add", ".");
        await Shell.RunAsync(Tree, "git", "commit", "-q", "-m", text);
    }

    private async Task AddSubmoduleAsync()
    {
        await Shell.RunAsync("/", "git", "clone", "-q", Tree, _temp.At("origin"));
        await Shell.RunAsync(Tree, "git", "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", _temp.At("origin"), "sub");
        await Shell.RunAsync(Tree, "git", "commit", "-q", "-m", "submodule");
    }
}
