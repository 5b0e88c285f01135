using System.Text.Json;
using CephBuildEnv.Disk;
using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Locking;
using CephBuildEnv.Sources;
using CephBuildEnv.Tests.Engines;

namespace CephBuildEnv.Tests.Disk;

/// <summary>What of an engine's images and containers is ours, and goes.</summary>
public sealed class EngineItemsTests : EngineTest
{
    private const string Reef = "debian-12-reef";

    private readonly HostLayout _layout;
    private readonly List<object> _images = [];
    private readonly List<object> _containers = [];

    public EngineItemsTests() : base(EngineKind.Docker)
    {
        _layout = new(Checkout.Root, Temp.At("ceph"));
        new HostPreparation(_layout, target: null).Apply();
        Image("upstream", ["ceph-build-env/upstream:debian-12", "debian:bookworm"], 1, null);
        Image("base", ["ceph-build-env/base:debian-12"], 2, "base", ("distro", "debian-12"));
        Image("release", [$"ceph-build-env/base:{Reef}"], 3, "release", ("distro", "debian-12"), ("release", "reef"));
        Image("git", [$"ceph-build-env/git:{Reef}"], 4, "git", ("distro", "debian-12"), ("release", "reef"));
    }

    [Fact(Timeout = 30_000)]
    public async Task The_images_of_an_environment_go_with_the_last_made_first()
    {
        var items = await PlanAsync("reef", CleanKind.Images);

        items.Select(item => (item.What, item.Frees, item.Kept)).ShouldBe(
            [($"ceph-build-env/git:{Reef}", 10, null), ($"ceph-build-env/base:{Reef}", 10, null)]);
        items.ShouldAllBe(item => item.CachedByBuilder);
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_a_release_base_images_go_too_and_what_has_another_name_frees_nothing() =>
        (await PlanAsync(null, CleanKind.Images)).Select(item => (item.What, item.Frees)).ShouldBe(
            [($"ceph-build-env/git:{Reef}", 10), ($"ceph-build-env/base:{Reef}", 10), ("ceph-build-env/base:debian-12", 10), ("ceph-build-env/upstream:debian-12", 0)]);

    [Fact(Timeout = 30_000)]
    public async Task Images_that_run_what_was_built_go_with_their_environment()
    {
        string[] tags = [$"ceph-build-env/ceph:{Reef}-0123456789ab", $"ceph-build-env/ceph:{Reef}-0123456789ab-dirty"];
        Image("runtime", tags, 5, "runtime", ("distro", "debian-12"), ("release", "reef"));

        (await PlanAsync("reef", CleanKind.Images)).Select(item => item.What).ShouldBe([.. tags, $"ceph-build-env/git:{Reef}", $"ceph-build-env/base:{Reef}"]);
    }

    // It has our labels by inheritance.
    [Theory(Timeout = 30_000)]
    [InlineData("mine:1")]
    [InlineData("registry.invalid/ceph-build-env/git:debian-12-reef")]
    [InlineData("ceph-build-env/git:backup")]
    [InlineData("ceph-build-env/ceph:debian-12-reef-backup")]
    [InlineData("ceph-build-env/git:debian-12-reef-0123456789ab")]
    [InlineData(null)]
    public async Task An_image_that_somebody_made_of_ours_is_not_ours(string? tag)
    {
        Image("theirs", tag is null ? [] : [tag], 5, "git", ("distro", "debian-12"), ("release", "reef"));

        var items = await PlanAsync(null, CleanKind.Images);

        items.Select(item => item.What).ShouldNotContain(what => what == tag || what.Contains("left by"));
        items.Single(item => item.What == $"ceph-build-env/git:{Reef}").Frees.ShouldBe(0);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_a_rebuild_left_is_ours()
    {
        Image("old", [], 4, "older", ("distro", "debian-12"), ("release", "reef"));

        var item = (await PlanAsync("reef", CleanKind.Images)).Single(item => item.What.EndsWith("(left by a rebuild)"));
        Fake.OnText("DELETE", "/images/sha256:.*", 200, "[]");

        (await item.Remove(TestHost.Token)).ShouldBeNull();
        Asked.Last().ShouldStartWith($"DELETE /images/{Id("old")}");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_container_keeps_its_image_and_a_running_one_its_environment()
    {
        Container("theirs", "base", running: false, ("distro", "debian-12"));
        Kept(await PlanAsync(null, CleanKind.Images, CleanKind.Containers)).ShouldBe(
            ["ceph-build-env/base:debian-12 the container theirs uses it", "ceph-build-env/upstream:debian-12 ceph-build-env/base:debian-12 is made from it"]);

        Container("shell", "release", running: true, ("distro", "debian-12"), ("release", "reef"), ("run", "1"));
        Kept(await PlanAsync("reef", CleanKind.Images, CleanKind.Containers)).ShouldBe(
        [
            "shell is running", $"ceph-build-env/git:{Reef} the container shell runs in it; leave it, or stop it", $"ceph-build-env/base:{Reef} the container shell uses it",
        ]);
    }

    [Fact(Timeout = 30_000)]
    public async Task Containers_of_ours_that_have_ended_go_before_their_images()
    {
        Container("ours", "git", running: false, ("distro", "debian-12"), ("release", "reef"), ("run", "1"));
        Container("theirs", "release", running: false, ("distro", "debian-12"), ("release", "reef"));
        Fake.On("POST", "/containers/ours-id/stop", 304).On("DELETE", "/containers/ours-id", 204);

        var items = await PlanAsync("reef", CleanKind.Images, CleanKind.Containers);

        items.Select(item => item.What).First().ShouldBe("ours");
        Kept(items).ShouldBe([$"ceph-build-env/base:{Reef} the container theirs uses it"]);
        (await items[0].Remove(TestHost.Token)).ShouldBeNull();
        Asked.Last().ShouldStartWith("DELETE /containers/ours-id?");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_container_that_was_started_meanwhile_keeps_its_environment()
    {
        var items = await PlanAsync("reef", CleanKind.Images);
        Container("build", "git", running: true, ("distro", "debian-12"), ("release", "reef"), ("run", "1"));

        (await items[0].Remove(TestHost.Token)).ShouldBe("the container build runs in it; leave it, or stop it");

        Asked.ShouldNotContain(request => request.StartsWith("DELETE"));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_image_that_is_being_built_is_kept()
    {
        var item = (await PlanAsync(null, CleanKind.Images)).Single(item => item.What == "ceph-build-env/base:debian-12");
        using var building = ResourceLock.Take(_layout, "image-ceph-build-env_base_debian-12", "the image");

        (await item.Remove(TestHost.Token))!.ShouldStartWith("ceph-build-env/base:debian-12 is in use by pid ");
    }

    private async Task<IReadOnlyList<CleanItem>> PlanAsync(string? release, params CleanKind[] kinds)
    {
        Fake.OnText("GET", "/images/json", 200, JsonSerializer.Serialize(_images)).OnText("GET", "/containers/json", 200, JsonSerializer.Serialize(_containers));
        var selection = CleanWorld.Select(kinds) with { Releases = release is null ? [] : [ReleaseName.Parse(release)] };
        return await new CleanPlan(_layout, CleanWorld.Distros, new Git(new Dictionary<string, string>(), _ => { }), () => Engine).FindAsync(selection, TestHost.Token);
    }

    private static IEnumerable<string> Kept(IEnumerable<CleanItem> items) => items.Where(item => item.Kept is not null).Select(item => $"{item.What} {item.Kept}");

    private static string Id(string name) => $"sha256:{Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(name)).PadRight(64, '0')}";

    // Each has the layers of the one before, and one more, of 10 bytes.
    private void Image(string name, string[] tags, int layers, string? inputs, params (string Name, string Value)[] labels)
    {
        var all = labels.Append(("inputs", inputs ?? "")).Where(label => inputs is not null).ToDictionary(label => $"io.ceph.build-env.{label.Item1}", label => label.Item2);
        _images.Add(new { Id = Id(name), RepoTags = tags.Length > 0 ? tags : ["<none>:<none>"], Labels = all, Size = 10 * layers, Created = 1 });
        var chain = Enumerable.Range(1, layers).Select(number => number < layers || name is not "old" ? $"sha256:{number}" : $"sha256:{name}");
        Fake.OnText("GET", $"/images/{Id(name)}/json", 200, JsonSerializer.Serialize(new { Id = Id(name), RootFS = new { Type = "layers", Layers = chain } }))
            .OnText("GET", $"/images/{Id(name)}/history", 200, JsonSerializer.Serialize(Enumerable.Repeat(new { Size = 10 }, layers)));
    }

    private void Container(string name, string image, bool running, params (string Name, string Value)[] labels)
    {
        _containers.Add(new
        {
            Id = $"{name}-id",
            Names = new[] { $"/{name}" },
            ImageID = Id(image),
            State = running ? "running" : "exited",
            Labels = labels.ToDictionary(label => $"io.ceph.build-env.{label.Name}", label => label.Value),
        });
        Fake.OnText("GET", "/containers/json", 200, JsonSerializer.Serialize(_containers));
    }
}
