package io.asyncorm.tickets;

import io.asyncorm.repository.AsyncRepository;

public interface Tickets extends AsyncRepository<Ticket, Long> {

}
