using CephBuildEnv.Engines;
using CephBuildEnv.Hosting;
using CephBuildEnv.Images;

namespace CephBuildEnv.Tests.Engines;

/// <summary>On answers of podman 4.3, kept in TestData/Engine.</summary>
public sealed class PodmanEngineTests() : EngineTest(EngineKind.Podman)
{
    [Fact(Timeout = 30_000)]
    public async Task It_says_what_it_is()
    {
        Fake.On("GET", "/info", 200, "info.json");

        (await Engine.GetInfoAsync(TestHost.Token)).ShouldBe(new EngineInfo("4.3.1", 2, 25276502016, "/var/lib/containers/storage", Rootless: false, "amd64"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Images_are_known_by_the_names_that_we_gave_them()
    {
        Fake.On("GET", "/images/json", 200, "images.json");

        var images = await Images().AllAsync(TestHost.Token);

        images.Keys.Order().ShouldBe(["ceph-build-env/built:debian-12", "ceph-build-env/other:c"]);
        images["ceph-build-env/built:debian-12"].Label(Labels.Distro).ShouldBe("debian-12");
    }

    [Fact(Timeout = 30_000)]
    public async Task An_image_that_has_one_name_from_the_client_and_from_the_API_is_one_image()
    {
        Fake.OnText("GET", "/images/json", 200, Checkout.TestData("Engine", "podman-4.3", "images.json").Replace("ceph-build-env/other:c", "ceph-build-env/built:debian-12"));

        (await Images().FindAsync("ceph-build-env/built:debian-12", TestHost.Token)).ShouldNotBeNull();
    }

    [Fact(Timeout = 30_000)]
    public async Task What_its_own_client_built_wins_over_what_came_through_the_API()
    {
        Fake.OnText("GET", "/images/json", 200, """
            [
              {"Id":"sha256:1","RepoTags":["docker.io/ceph-build-env/base:x"],"Labels":{},"Size":1,"Created":1},
              {"Id":"sha256:2","RepoTags":["localhost/ceph-build-env/base:x"],"Labels":{},"Size":1,"Created":1}
            ]
            """);

        (await Images().FindAsync("ceph-build-env/base:x", TestHost.Token))!.Id.ShouldBe("sha256:2");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_container_is_found_by_its_name()
    {
        Fake.On("GET", "/containers/rec-1/json", 200, "container-ended.json");

        (await Engine.FindContainerAsync("rec-1", TestHost.Token))!.Labels[Labels.Verb].ShouldBe("build");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("/images/.*/json", "image-missing.json")]
    [InlineData("/containers/.*/json", "container-missing.json")]
    public async Task What_does_not_exist_is_none(string path, string recording)
    {
        Fake.On("GET", path, 404, recording);

        if (path.StartsWith("/images"))
            (await Engine.FindImageAsync("none", TestHost.Token)).ShouldBeNull();
        else
            (await Engine.FindContainerAsync("none", TestHost.Token)).ShouldBeNull();
    }

    // It answers 200, and tells of the failure in the text.
    [Fact(Timeout = 30_000)]
    public async Task A_registry_that_does_not_answer_is_recognised_though_the_call_succeeds()
    {
        Fake.On("POST", "/images/create", 200, "pull-unreachable.json").On("GET", "/images/.*/json", 404, "image-missing.json");

        await Should.ThrowAsync<RegistryUnreachableException>(() => Engine.PullImageAsync("registry.invalid/some:x", _ => { }, TestHost.Token));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_name_that_is_taken_is_said_in_its_own_words()
    {
        Fake.On("GET", "/info", 200, "info.json").On("POST", "/containers/create", 500, "create-conflict.json")
            .On("POST", "/containers/.*/stop", 404, "container-missing.json");

        (await Should.ThrowAsync<UserException>(() => Engine.RunAsync(new ContainerSpec("rec-1", "x"), _ => ValueTask.CompletedTask, TestHost.Token)))
            .Message.ShouldStartWith("the engine refused (500): container create: creating container storage: the container name \"rec-1\" is already in use");
    }

    private ImageStore Images() => new(new(ImageTags.Repository, () => Engine), new HostLayout(Checkout.Root, Temp.Path), rebuild: false, _ => { });
}
