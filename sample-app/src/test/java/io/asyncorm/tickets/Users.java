package io.asyncorm.tickets;

import io.asyncorm.repository.AsyncRepository;

public interface Users extends AsyncRepository<User, Long> {

}
