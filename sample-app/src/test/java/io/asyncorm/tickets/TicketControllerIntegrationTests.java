package io.asyncorm.tickets;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Models as JSON over HTTP, with nothing but the starter.
 */
@AutoConfigureRestTestClient
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TicketControllerIntegrationTests {

	@Autowired
	private Users users;

	@Autowired
	private Tickets tickets;

	@Autowired
	private RestTestClient client;

	@BeforeAll
	void createObjects() {
		User ann = await(this.users.acreate(kw("name", "Ann")));
		await(this.tickets.acreate(kw("title", "Broken", "reporter", ann)));
	}

	@Test
	void answersWithKeysOrObjects() {
		assertThat(get("/tickets/1")).isEqualTo("{\"id\":1,\"title\":\"Broken\",\"reporter\":1}");
		assertThat(get("/tickets/joined"))
			.startsWith("[{\"id\":1,\"title\":\"Broken\",\"reporter\":{\"id\":1,\"name\":\"Ann\"},\"watchers\":[]}");
		assertThat(get("/users")).startsWith("[{\"id\":1,\"name\":\"Ann\",\"tickets\":[{\"id\":1,")
			.contains("\"reporter\":1}")
			.contains("\"ticketCount\":");
	}

	@Test
	void takesKeysAndObjects() {
		for (String reporter : new String[] { "1", "{\"id\":1}", "{\"id\":1,\"name\":\"Eve\"}" }) {
			this.client.post()
				.uri("/tickets")
				.contentType(MediaType.APPLICATION_JSON)
				.body("{\"title\":\"New\",\"reporter\":" + reporter + "}")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody(String.class)
				.value((body) -> assertThat(body).contains("\"title\":\"New\",\"reporter\":1"));
		}
	}

	@Test
	void refusesWhatIsNoKey() {
		for (String reporter : new String[] { "\"Ann\"", "{\"name\":\"Ann\"}", "[1]", "1.5" }) {
			this.client.post()
				.uri("/tickets")
				.contentType(MediaType.APPLICATION_JSON)
				.body("{\"title\":\"New\",\"reporter\":" + reporter + "}")
				.exchange()
				.expectStatus()
				.isEqualTo(HttpStatus.BAD_REQUEST);
		}
	}

	@Test
	void refusesQuerySets() {
		this.client.get().uri("/tickets/lazy").exchange().expectStatus().isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
	}

	private String get(String uri) {
		return String
			.valueOf(this.client.get().uri(uri).exchange().expectBody(String.class).returnResult().getResponseBody());
	}

}
