using CephBuildEnv.Engines;

namespace CephBuildEnv.Tests.Engines;

/// <summary>What podman 4.3 says it has, and removing it.</summary>
public sealed class PodmanStorageTests() : EngineTest(EngineKind.Podman)
{
    [Fact(Timeout = 30_000)]
    public async Task Images_are_listed_with_their_layers_and_those_that_lost_their_name()
    {
        Fake.On("GET", "/images/json", 200, "images-dangling.json").On("GET", "/images/sha256:[^/]+/json", 200, "image-layers.json").On("GET", "/images/sha256:[^/]+/history", 200, "history.json");

        var images = await Engine.ListLayersAsync(TestHost.Token);

        images.Select(image => image.Image.Tags.Count).Order().ShouldBe([0, 1, 1]);
        images.Single(image => image.Image.Tags.Count == 0).Image.Label(Labels.Inputs).ShouldBe("cafe");
        images[0].Layers.Count.ShouldBe(2);
        images[0].Sizes.ShouldBe([1003520, 2048, 2048, 201728]);
    }

    [Fact(Timeout = 30_000)]
    public async Task Containers_are_listed()
    {
        Fake.On("GET", "/containers/json", 200, "containers.json");

        var container = (await Engine.ListContainersAsync(Labels.Distro, TestHost.Token)).ShouldHaveSingleItem();

        container.ShouldSatisfyAllConditions(
            () => container.Name.ShouldBe("rec-3"),
            () => container.Running.ShouldBeFalse(),
            () => container.Labels[Labels.Run].ShouldBe("20261123-1"));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_image_that_is_in_use_stays_and_it_is_said_why()
    {
        Fake.On("DELETE", "/images/.*", 409, "image-in-use.json");

        (await Engine.RemoveImageAsync("localhost/ceph-build-env/base:debian-12-reef", TestHost.Token))!.ShouldContain("image is in use by a container");
    }

    [Fact(Timeout = 30_000)]
    public async Task An_image_that_is_gone_is_removed()
    {
        Fake.On("DELETE", "/images/.*", 404, "image-missing.json");

        (await Engine.RemoveImageAsync("localhost/ceph-build-env/base:x", TestHost.Token)).ShouldBeNull();
    }
}
