using CephBuildEnv.Engines;
using CephBuildEnv.Text;

namespace CephBuildEnv.Tests.Engines;

/// <summary>What Docker 20.10 says it has, and removing it.</summary>
public sealed class DockerStorageTests() : EngineTest(EngineKind.Docker)
{
    [Fact(Timeout = 30_000)]
    public async Task Images_are_listed_with_their_layers_whosever_they_are()
    {
        Fake.On("GET", "/images/json", 200, "images.json").On("GET", "/images/sha256:[^/]+/json", 200, "image.json").On("GET", "/images/sha256:[^/]+/history", 200, "history.json");

        var image = (await Engine.ListLayersAsync(TestHost.Token)).ShouldHaveSingleItem();

        image.Image.Tags.ShouldBe(["ceph-build-env/rec:debian-12"]);
        image.Layers.ShouldHaveSingleItem().ShouldStartWith("sha256:");
        image.Sizes.ShouldBe([164047917, 2619, 2208, 506820596]);
        Asked.First().ShouldNotContain("filters");
    }

    [Fact(Timeout = 30_000)]
    public async Task An_image_without_a_name_has_none()
    {
        Fake.OnText("GET", "/images/json", 200, """[{"Id":"sha256:1","RepoTags":["<none>:<none>"],"Labels":null,"Size":5,"Created":1}]""")
            .On("GET", "/images/sha256:1/json", 200, "image.json").On("GET", "/images/sha256:1/history", 200, "history.json");

        (await Engine.ListLayersAsync(TestHost.Token)).Single().Image.Tags.ShouldBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task An_image_that_somebody_removes_meanwhile_is_left_out()
    {
        Fake.On("GET", "/images/json", 200, "images.json").On("GET", "/images/sha256:[^/]+/json", 404, "image-missing.json");

        (await Engine.ListLayersAsync(TestHost.Token)).ShouldBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task Containers_are_listed_with_what_they_have_written()
    {
        Fake.On("GET", "/containers/json", 200, "containers.json");

        var containers = await Engine.ListContainersAsync(Labels.Distro, TestHost.Token);

        containers.Select(container => (container.Name, container.Running, container.Size)).ShouldBe([("other", false, 0), ("rec-2", true, 6)]);
        containers.ShouldAllBe(container => container.Labels[Labels.Distro] == "debian-12" && container.ImageId.StartsWith("sha256:"));
        Uri.UnescapeDataString(Asked.Single()).ShouldSatisfyAllConditions(
            path => path.ShouldContain("""{"label":{"io.ceph.build-env.distro":true}}"""),
            path => path.ShouldContain("all=1"),
            path => path.ShouldContain("size=1"));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_image_is_removed_without_force()
    {
        Fake.OnText("DELETE", "/images/ceph-build-env/base:x", 200, """[{"Untagged":"ceph-build-env/base:x"}]""");

        (await Engine.RemoveImageAsync("ceph-build-env/base:x", TestHost.Token)).ShouldBeNull();

        Asked.Single().ShouldNotContain("force");
    }

    [Fact(Timeout = 30_000)]
    public async Task An_image_that_is_in_use_stays_and_it_is_said_why()
    {
        Fake.On("DELETE", "/images/.*", 409, "image-in-use.json");

        (await Engine.RemoveImageAsync("ceph-build-env/base:x", TestHost.Token))!.ShouldEndWith("container 71dd14fce1a8 is using its referenced image 007e96127ed1");
    }

    [Fact(Timeout = 30_000)]
    public async Task An_image_that_is_gone_is_removed()
    {
        Fake.On("DELETE", "/images/.*", 404, "image-missing.json");

        (await Engine.RemoveImageAsync("ceph-build-env/base:x", TestHost.Token)).ShouldBeNull();
    }

    [Theory]
    [InlineData("Images\t716.2MB\nContainers\t0B\nLocal Volumes\t0B\nBuild Cache\t313.5MB\n", 313_500_000L)]
    [InlineData("Images\t0B\nBuild Cache\t0B\n", 0L)]
    [InlineData("Build Cache\t1.217kB\n", 1217L)]
    [InlineData("Build Cache\t12.3GB\n", 12_300_000_000L)]
    [InlineData("Images\t716.2MB\n", null)]
    [InlineData("Error response from daemon: a disk usage operation is already running\n", null)]
    public void The_size_of_the_build_cache_is_read(string output, long? bytes) =>
        BuildCacheUsage.Parse(output).ShouldBe(bytes is { } known ? new ByteSize(known) : null);
}
