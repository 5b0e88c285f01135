using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Sources;

public sealed class BorrowersTests(SampleServer sample) : IAsyncLifetime
{
    private SourceWorld _world = new(sample.Url);

    public async ValueTask InitializeAsync() => await sample.FillAsync(_world.Host.Layout.ObjectStore);

    public ValueTask DisposeAsync()
    {
        _world.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Without_a_tree_nobody_borrows() => Of(_world.Mirror.Folder).ShouldBeNull();

    [Fact(Timeout = 60_000)]
    public async Task A_tree_borrows_from_its_mirror()
    {
        await _world.CloneAsync();

        Of(_world.Mirror.Folder).ShouldBe($"{_world.Folder()}/.git");
    }

    [Fact(Timeout = 60_000)]
    public async Task Its_submodules_borrow_also_where_the_tree_itself_does_not()
    {
        await _world.CloneAsync();
        await Shell.RunAsync(_world.Folder(), "bash", "-ec", "git repack -qad; rm .git/objects/info/alternates");

        Of(_world.Mirror.Folder)!.ShouldStartWith($"{_world.Folder()}/.git/modules/");
    }

    [Fact(Timeout = 60_000)]
    public async Task Where_ceph_is_a_link_both_spellings_are_one()
    {
        _world.Dispose();
        _world = new(sample.Url, cephDirectory: "disk");
        await sample.FillAsync(_world.Host.Layout.ObjectStore);
        await _world.CloneAsync();
        await File.WriteAllTextAsync($"{_world.Folder()}/.git/objects/info/alternates", $"{_world.Host.Temp.At("disk")}/src/.objects/{Path.GetFileName(_world.Mirror.Folder)}/objects\n", TestHost.Token);

        Of(_world.Mirror.Folder).ShouldBe($"{_world.Folder()}/.git");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_clone_that_somebody_made_of_a_tree_borrows_from_the_tree()
    {
        await _world.CloneAsync();
        await Shell.RunAsync(_world.Host.Layout.Sources, "git", "clone", "-q", "--shared", _world.Folder(), "deeper/mine");

        Of(_world.Folder()).ShouldBe($"{_world.Host.Layout.Sources}/deeper/mine/.git");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_path_that_is_relative_is_found()
    {
        await _world.CloneAsync();
        await File.WriteAllTextAsync($"{_world.Folder()}/.git/objects/info/alternates", $"../../../.objects/{Path.GetFileName(_world.Mirror.Folder)}/objects\n", TestHost.Token);

        Of(_world.Mirror.Folder).ShouldBe($"{_world.Folder()}/.git");
    }

    private string? Of(string folder) => Borrowers.Find(_world.Host.Layout).Of(folder);
}
