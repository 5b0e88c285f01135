using CephBuildEnv.Engines;

namespace CephBuildEnv.Tests.Engines;

/// <summary>On answers of Docker 20.10, kept in TestData/Engine.</summary>
public sealed class DockerEngineTests() : EngineTest(EngineKind.Docker)
{
    [Fact(Timeout = 30_000)]
    public async Task It_says_what_it_is()
    {
        Fake.On("GET", "/info", 200, "info.json");

        (await Engine.GetInfoAsync(TestHost.Token)).ShouldBe(new EngineInfo("20.10.24+dfsg1", 2, 25276502016, "/var/lib/docker", Rootless: false, "x86_64"));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_engine_of_an_ordinary_user_is_recognised()
    {
        Fake.OnText("GET", "/info", 200, Checkout.TestData("Engine", "docker-20.10", "info.json").Replace("name=seccomp,profile=default", "name=rootless"));

        (await Engine.GetInfoAsync(TestHost.Token)).Rootless.ShouldBeTrue();
    }

    [Fact(Timeout = 30_000)]
    public async Task Images_are_listed_with_names_and_labels()
    {
        Fake.On("GET", "/images/json", 200, "images.json");

        var image = (await Engine.ListImagesAsync("ceph-build-env", TestHost.Token)).ShouldHaveSingleItem();

        image.ShouldSatisfyAllConditions(
            () => image.Tags.ShouldBe(["ceph-build-env/rec:debian-12"]),
            () => image.Label(Labels.Distro).ShouldBe("debian-12"),
            () => image.Id.ShouldStartWith("sha256:c2fbb934"),
            () => Uri.UnescapeDataString(Asked.Single()).ShouldContain("""{"reference":{"ceph-build-env/*":true}}"""));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_image_without_names_and_labels_does_no_harm()
    {
        Fake.OnText("GET", "/images/json", 200, """[{"Id":"sha256:1","RepoTags":null,"Labels":null,"Size":5,"Created":1}]""");

        var image = (await Engine.ListImagesAsync("ceph-build-env", TestHost.Token)).ShouldHaveSingleItem();

        image.Tags.ShouldBeEmpty();
        image.Labels.ShouldBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task An_image_is_found_by_its_name()
    {
        Fake.On("GET", "/images/.*/json", 200, "image.json");

        (await Engine.FindImageAsync("ceph-build-env/rec:debian-12", TestHost.Token))!.Label(Labels.Distro).ShouldBe("debian-12");
    }

    [Fact(Timeout = 30_000)]
    public async Task An_image_that_does_not_exist_is_none()
    {
        Fake.On("GET", "/images/.*/json", 404, "image-missing.json");

        (await Engine.FindImageAsync("ceph-build-env/none:x", TestHost.Token)).ShouldBeNull();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_container_is_found_by_its_name()
    {
        Fake.On("GET", "/containers/rec-1/json", 200, "container-ended.json");

        var container = (await Engine.FindContainerAsync("rec-1", TestHost.Token))!;

        container.ShouldSatisfyAllConditions(
            () => container.Running.ShouldBeFalse(),
            () => container.ExitCode.ShouldBe(1),
            () => container.OutOfMemory.ShouldBeFalse(),
            () => container.Labels[Labels.Verb].ShouldBe("build"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_container_that_was_never_started_has_not_ended()
    {
        Fake.OnText("GET", "/containers/rec-1/json", 200, """{"Id":"1","State":{"Status":"created","Running":false,"ExitCode":0,"FinishedAt":"0001-01-01T00:00:00Z"}}""");

        (await Engine.FindContainerAsync("rec-1", TestHost.Token))!.Finished.ShouldBeNull();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_container_that_does_not_exist_is_none()
    {
        Fake.On("GET", "/containers/none/json", 404, "container-missing.json");

        (await Engine.FindContainerAsync("none", TestHost.Token)).ShouldBeNull();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_container_that_ran_out_of_memory_is_recognised()
    {
        Fake.OnText("GET", "/containers/rec-1/json", 200, Checkout.TestData("Engine", "docker-20.10", "container-ended.json").Replace("\"OOMKilled\": false", "\"OOMKilled\": true"));

        (await Engine.FindContainerAsync("rec-1", TestHost.Token))!.OutOfMemory.ShouldBeTrue();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_registry_that_does_not_answer_is_told_apart_from_the_engine()
    {
        Fake.On("POST", "/images/create", 500, "pull-unreachable.json");

        var error = await Should.ThrowAsync<RegistryUnreachableException>(() => Engine.PullImageAsync("registry.invalid/some:x", _ => { }, TestHost.Token));

        error.Message.ShouldStartWith("cannot get the image registry.invalid/some:x: ");
        error.Answer.ShouldContain("no such host");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_pull_reports_each_state_of_a_layer_once()
    {
        var said = new List<string>();
        Fake.OnText("POST", "/images/create", 200, """
            {"status":"Pulling from library/debian","id":"bookworm"}
            {"status":"Downloading","progressDetail":{"current":1000,"total":2000},"progress":"[=> ]","id":"0a1b"}
            {"status":"Pull complete","progressDetail":{},"id":"0a1b"}
            {"status":"Status: Downloaded newer image"}
            """).On("GET", "/images/.*/json", 200, "image.json");

        await Engine.PullImageAsync("docker.io/library/debian:bookworm", said.Add, TestHost.Token);

        said.ShouldBe(["bookworm: Pulling from library/debian", "0a1b: Pull complete", "Status: Downloaded newer image"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_pull_that_breaks_off_has_failed_though_an_older_image_is_there()
    {
        Fake.OnText("POST", "/images/create", 200, """
            {"status":"Pulling from library/debian","id":"bookworm"}
            {"errorDetail":{"message":"unexpected EOF"},"error":"unexpected EOF"}
            """).On("GET", "/images/.*/json", 200, "image.json");

        var error = await Should.ThrowAsync<RegistryUnreachableException>(() => Engine.PullImageAsync("docker.io/library/debian:bookworm", _ => { }, TestHost.Token));

        error.Answer.ShouldBe("unexpected EOF");
    }

    [Fact(Timeout = 30_000)]
    public async Task An_archive_becomes_an_image_of_that_name()
    {
        Fake.OnText("POST", "/images/create", 200, """{"status":"sha256:1"}""");

        await Engine.ImportImageAsync(new MemoryStream("archive"u8.ToArray()), "ceph-build-env/upstream:debian-12", TestHost.Token);

        var request = Fake.Requests.Single();
        Uri.UnescapeDataString(request.Path).ShouldContain("repo=ceph-build-env/upstream:debian-12");
        request.Text.ShouldBe("archive");
    }

    [Fact(Timeout = 30_000)]
    public async Task An_image_gets_one_more_name()
    {
        Fake.On("POST", "/images/.*/tag", 201);

        await Engine.TagImageAsync("docker.io/library/debian:bookworm", "ceph-build-env/upstream:debian-12", TestHost.Token);

        Uri.UnescapeDataString(Asked.Single()).ShouldContain("?repo=ceph-build-env/upstream&tag=debian-12");
    }

    [Fact(Timeout = 30_000)]
    public async Task Removing_what_is_not_there_is_no_error()
    {
        Fake.On("POST", "/containers/none/stop", 404, "container-missing.json");

        await Should.NotThrowAsync(() => Engine.RemoveContainerAsync("none", TestHost.Token));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_container_that_has_ended_is_removed()
    {
        Fake.On("POST", "/containers/rec-1/stop", 304).On("DELETE", "/containers/rec-1", 204);

        await Engine.RemoveContainerAsync("rec-1", TestHost.Token);

        Asked.Last().ShouldStartWith("DELETE /containers/rec-1?");
    }
}
