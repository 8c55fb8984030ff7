package io.asyncorm.tickets;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Row;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import static io.asyncorm.Orm.count;

@RestController
class TicketController {

	private final Tickets tickets;

	private final Users users;

	TicketController(Tickets tickets, Users users) {
		this.tickets = tickets;
		this.users = users;
	}

	@GetMapping("/tickets/{id}")
	CompletableFuture<Ticket> ticket(@PathVariable long id) {
		return this.tickets.aget(id);
	}

	@GetMapping("/tickets/joined")
	CompletableFuture<List<Ticket>> joined() {
		return this.tickets.selectRelated("reporter").prefetchRelated("watchers").alist();
	}

	@GetMapping("/users")
	CompletableFuture<List<Row<User>>> users() {
		return this.users.prefetchRelated("tickets").annotate("ticketCount", count("tickets")).rows().alist();
	}

	@GetMapping("/tickets/lazy")
	QuerySet<Ticket> lazy() {
		return this.tickets.all();
	}

	@PostMapping("/tickets")
	CompletableFuture<Ticket> create(@RequestBody Ticket ticket) {
		return this.tickets.acreate(ticket);
	}

}
